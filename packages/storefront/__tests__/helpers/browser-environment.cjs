const { TestEnvironment } = require("jest-environment-jsdom")

/** What browsers have and jsdom has not, from Node. Promises of these are settled outside of fake timers. */
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

  /** React's server is Node's, with streams. */
  exportConditions() {
    return ["node", "require", "default"]
  }
}
