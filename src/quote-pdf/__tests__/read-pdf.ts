import path from "node:path"
import { Worker } from "node:worker_threads"

/** A text on a page: its place from the lower left corner and its size, in points. */
export type PdfText = { text: string; x: number; y: number; width: number; height: number }

export type PdfPage = { width: number; height: number; texts: PdfText[]; annotations: string[] }

export type ReadPdf = {
  pages: PdfPage[]
  info: { Title?: string; Author?: string; CreationDate?: string; Language?: string }
  attachments: string[]
}

type Answer = { id: number; read?: ReadPdf; error?: string }

/** Reads PDFs with Mozilla's reader, in a thread of its own: the reader is an ES module, which Jest's modules cannot import. */
export const startPdfReader = () => {
  const worker = new Worker(path.join(__dirname, "read-pdf.worker.mjs"))
  let last = 0
  const read = (pdf: Buffer): Promise<ReadPdf> => {
    const id = ++last
    return new Promise((resolve, reject) => {
      const answered = (answer: Answer) => {
        if (answer.id !== id) {
          return
        }
        worker.off("message", answered)
        worker.off("error", reject)
        if (answer.read) {
          resolve(answer.read)
        } else {
          reject(new Error(answer.error))
        }
      }
      worker.on("message", answered)
      worker.once("error", reject)
      worker.postMessage({ id, data: new Uint8Array(pdf) })
    })
  }
  return { read, stop: () => worker.terminate() }
}

/** Returns the text of a page as a search finds it. */
export const textOf = ({ texts }: PdfPage): string =>
  texts
    .map(({ text }) => text)
    .join(" ")
    .replace(/\s+/g, " ")

/** Returns the text of all pages. */
export const allText = ({ pages }: ReadPdf): string => pages.map(textOf).join(" ")
