import path from "node:path"
import { Worker } from "node:worker_threads"
import type { RenderQuotePdfOptions } from "./render-quote-pdf"
import type { QuoteDocument } from "./types"
import type { RenderJob } from "./worker"

/** Setting a thousand lines takes seconds, in which a process can do nothing else. */
const WORKER = path.join(__dirname, "worker.js")

const MEMORY_MB = 512

/** A document that took longer than it may. */
export class RenderTimeoutError extends Error {
  override readonly name = "RenderTimeoutError"

  constructor(milliseconds: number) {
    super(`The PDF was not ready after ${milliseconds} ms.`)
  }
}

/**
 * Makes the PDF of a quote's revision as `renderQuotePdf` does, in a thread of its own: the process goes on with
 * everything else meanwhile. A thread that takes too long is ended.
 *
 * @throws RenderTimeoutError
 *
 * @example
 * const pdf = await renderInThread(document, {}, 30_000)
 */
export const renderInThread = (document: QuoteDocument, options: RenderQuotePdfOptions, withinMs: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const workerData: RenderJob = { document, options }
    const worker = new Worker(WORKER, { workerData, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } })
    const limit = setTimeout(() => {
      reject(new RenderTimeoutError(withinMs))
      void worker.terminate()
    }, withinMs)
    worker.once("message", (pdf: Uint8Array) => {
      resolve(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength))
      void worker.terminate()
    })
    worker.once("error", reject)
    worker.once("exit", () => {
      clearTimeout(limit)
      // Nothing, where it has come to an end already.
      reject(new RenderTimeoutError(withinMs))
    })
  })
