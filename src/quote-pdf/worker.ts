import { parentPort, workerData } from "node:worker_threads"
import { renderQuotePdf, type RenderQuotePdfOptions } from "./render-quote-pdf"
import type { QuoteDocument } from "./types"

/** The input of a thread that {@link renderInThread} starts. */
export type RenderJob = { document: QuoteDocument; options: RenderQuotePdfOptions }

const { document, options }: RenderJob = workerData

void renderQuotePdf(document, options).then((pdf) => parentPort?.postMessage(new Uint8Array(pdf)))
