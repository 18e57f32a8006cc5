const { default: Sequencer } = require("@jest/test-sequencer")

/** Starts with the slowest files, so that no worker is left with one at the end: these folders, then the rest in Jest's order. */
module.exports = class extends Sequencer {
  sort(tests) {
    const isSlow = ({ path }) => /[\\/](shared|differential)[\\/]/.test(path)
    return [...tests.filter(isSlow), ...super.sort(tests.filter((test) => !isSlow(test)))]
  }
}
