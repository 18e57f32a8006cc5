import path from "node:path"
import { Worker } from "node:worker_threads"
import type { RenderQuotePdfOptions } from "./render-quote-pdf"
import type { QuoteDocument } from "./types"
import type { RenderJob } from "./worker"

/** Rendering a thousand lines takes seconds and would block the main thread. */
const WORKER = path.join(__dirname, "worker.js")

const MEMORY_MB = 512

/** Rendering took longer than allowed. */
export class RenderTimeoutError extends Error {
  override readonly name = "RenderTimeoutError"

  constructor(milliseconds: number) {
    super(`The PDF was not ready after ${milliseconds} ms.`)
  }
}

/**
 * Runs `renderQuotePdf` in a thread of its own, so that the process stays responsive. Terminates a thread that takes too long.
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
      // Has no effect after resolve or an earlier reject.
      reject(new RenderTimeoutError(withinMs))
    })
  })
