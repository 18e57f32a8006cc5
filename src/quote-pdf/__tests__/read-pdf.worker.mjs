import { parentPort } from "node:worker_threads"
import { getDocument, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs"

/** Returns a text on a page with its place and size in points, from the lower left corner. */
const toText = ({ str, transform, width, height }) => ({ text: str, x: transform[4], y: transform[5], width, height })

const readPage = async (page) => {
  const { items } = await page.getTextContent({ disableNormalization: true })
  const [, , width, height] = page.view
  return {
    width,
    height,
    texts: items.filter(({ str }) => str.trim() !== "").map(toText),
    annotations: (await page.getAnnotations()).map(({ subtype }) => subtype),
  }
}

const read = async (data) => {
  const pdf = await getDocument({ data, verbosity: VerbosityLevel.ERRORS, isEvalSupported: false }).promise
  const numbers = Array.from({ length: pdf.numPages }, (_, index) => index + 1)
  const pages = await Promise.all(numbers.map(async (number) => readPage(await pdf.getPage(number))))
  const { info } = await pdf.getMetadata()
  const attachments = Object.keys((await pdf.getAttachments()) ?? {})
  await pdf.destroy()
  return { pages, info, attachments }
}

parentPort.on("message", async ({ id, data }) => {
  try {
    parentPort.postMessage({ id, read: await read(data) })
  } catch (error) {
    parentPort.postMessage({ id, error: String(error) })
  }
})
