const { default: Sequencer } = require("@jest/test-sequencer")

/** Starts with the slowest files, so that no worker is left with one at the end: the shared apps, then the rest in Jest's order. */
module.exports = class extends Sequencer {
  sort(tests) {
    const isShared = ({ path }) => /[\\/]shared[\\/]/.test(path)
    return [...tests.filter(isShared), ...super.sort(tests.filter((test) => !isShared(test)))]
  }
}
