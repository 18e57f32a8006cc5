const { TestEnvironment } = require("jest-environment-jsdom")

/** Globals of browsers that jsdom lacks, taken from Node. Fake timers do not affect their promises. */
const FROM_NODE = {
  AbortController,
  AbortSignal,
  Blob,
  BroadcastChannel,
  fetch,
  File,
  FormData,
  Headers,
  MessageChannel,
  ReadableStream,
  Request,
  Response,
  setImmediate,
  TextDecoder,
  TextEncoder,
}

module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup()
    Object.assign(this.global, FROM_NODE)
  }

  /** React's server renderer needs Node's entry, which has streams. */
  exportConditions() {
    return ["node", "require", "default"]
  }
}
