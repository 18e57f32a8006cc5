const { default: Sequencer } = require("@jest/test-sequencer")

/** Begins with what takes longest, so that no worker is left with it at the end: the shared apps, then the rest as Jest has it. */
module.exports = class extends Sequencer {
  sort(tests) {
    const isShared = ({ path }) => /[\\/]shared[\\/]/.test(path)
    return [...tests.filter(isShared), ...super.sort(tests.filter((test) => !isShared(test)))]
  }
}
