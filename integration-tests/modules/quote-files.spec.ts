import fc from "fast-check"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { archives, samples, zip } from "../helpers/sample-files"

const OFFICE = "application/vnd.openxmlformats-officedocument"
const OPEN_DOCUMENT = "application/vnd.oasis.opendocument"

/** Returns a workbook with the given list of content types. */
const workbook = (contentTypes: string | Buffer): Buffer =>
  zip({ "[Content_Types].xml": contentTypes, "_rels/.rels": "<Relationships/>", "xl/workbook.xml": "<workbook/>" })

const contentTypes = (quote: string, type = `${OFFICE}.spreadsheetml.sheet.main+xml`): string =>
  `<?xml version=${quote}1.0${quote}?><Types><Override PartName=${quote}/xl/workbook.xml${quote}\n ContentType = ${quote}${type}${quote}/></Types>`

const MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
const TEMPLATE = `${OFFICE}.spreadsheetml.template.main+xml`

const utf16 = (text: string, { bigEndian = false, marked = true } = {}): Buffer => {
  const encoded = Buffer.from(`${marked ? "\uFEFF" : ""}${text}`, "utf16le")
  return bigEndian ? encoded.swap16() : encoded
}

const before = (start: string | Buffer, content: Buffer = samples.pdf): Buffer => Buffer.concat([Buffer.from(start), content])

describe("findMediaType", () => {
  const { findMediaType } =
    fromBuiltPlugin<typeof import("../../src/workflows/quotes/files/media-type")>("workflows/quotes/files/media-type")
  const { MEDIA_TYPES } = fromBuiltPlugin<typeof import("../../src/workflows/quotes/files/accepted-media-types")>(
    "workflows/quotes/files/accepted-media-types"
  )

  it.each([
    ["a PDF", samples.pdf, "application/pdf"],
    ["a PNG", samples.png, "image/png"],
    ["a JPEG", samples.jpeg, "image/jpeg"],
    ["a GIF", samples.gif, "image/gif"],
    ["a WebP", samples.webp, "image/webp"],
    ["an XLSX", archives.xlsx, `${OFFICE}.spreadsheetml.sheet`],
    ["a DOCX", archives.docx, `${OFFICE}.wordprocessingml.document`],
    ["an ODS", archives.ods, `${OPEN_DOCUMENT}.spreadsheet`],
    ["an ODT", archives.odt, `${OPEN_DOCUMENT}.text`],
    ["a text", samples.text, "text/plain"],
  ])("recognises %s by its content", async (_what, content, type) => {
    for (const name of ["drawing", "drawing.exe", "drawing.html", "drawing.pdf", ".", ""]) {
      expect(await findMediaType(content, name)).toBe(type)
    }
  })

  it.each([
    ["a blank line", before("\r\n")],
    ["a byte order mark", before("\uFEFF")],
    ["the headers of a mail", before("Content-Type: application/pdf\r\n\r\n")],
    ["the job of a printer", before("\u001b%-12345X@PJL JOB\r\n")],
    ["zero bytes", before(Buffer.alloc(128))],
    ["as many bytes as readers skip", before(Buffer.alloc(1024, "x"))],
  ])("recognises a PDF after %s", async (_what, content) => {
    expect(await findMediaType(content, "drawing")).toBe("application/pdf")
  })

  it.each([
    ["single quotation marks", workbook(contentTypes("'"))],
    ["double quotation marks and blanks", workbook(contentTypes('"'))],
    ["UTF-16", workbook(utf16(contentTypes('"')))],
    ["UTF-16 in single quotation marks", workbook(utf16(contentTypes("'")))],
    ["UTF-16 with the high byte first", workbook(utf16(contentTypes('"'), { bigEndian: true }))],
    ["UTF-16 without a mark", workbook(utf16(contentTypes('"'), { marked: false }))],
  ])("recognises a workbook with content types in %s", async (_what, content) => {
    expect(await findMediaType(content, "lines.xlsx")).toBe(`${OFFICE}.spreadsheetml.sheet`)
  })

  it("recognises text that mentions PDF as text", async () => {
    expect(await findMediaType(Buffer.from("Files begin with %PDF-1.7, said the manual.\n"), "note.txt")).toBe("text/plain")
  })

  it("recognises text with the extension csv as CSV", async () => {
    expect(await findMediaType(samples.csv, "lines.CSV")).toBe("text/csv")
    expect(await findMediaType(samples.csv, "lines.txt")).toBe("text/plain")
  })

  it.each([
    ["HTML", samples.html],
    ["HTML after blanks", Buffer.from("\uFEFF\n\t <html>")],
    ["an HTML comment", Buffer.from("<!-- --><script>alert(1)</script>")],
    ["SVG", samples.svg],
    ["XML", samples.xml],
    ["PHP", Buffer.from("<?php system($_GET['c']);")],
    ["a page of a server", Buffer.from("<%= 1 %>")],
    ["a program for Windows", samples.exe],
    ["a program for Linux", samples.elf],
    ["a script", samples.script],
    ["an archive", archives.zip],
    ["a program for Java", archives.jar],
    ["a spreadsheet with macros", archives.xlsm],
    ["a part of a spreadsheet", archives.xlsx.subarray(0, 60)],
    ["text with a NUL", samples.binary],
    ["text with a terminal's command", Buffer.from("\u001b]0;owned\u0007")],
    ["text that is not UTF-8", samples.latin1],
    ["UTF-16", Buffer.from("sku;quantity", "utf16le")],
    ["a program with a PDF behind it", before(samples.exe)],
    ["a page with a PDF behind it", before(samples.html)],
    ["an archive with a PDF behind it", before(archives.zip)],
    ["a PDF that begins too late", before(Buffer.alloc(1100, "\0"))],
    ["macros in single quotation marks", workbook(contentTypes("'", MACROS))],
    ["macros in UTF-16", workbook(utf16(contentTypes('"', MACROS)))],
    ["a template in single quotation marks", workbook(contentTypes("'", TEMPLATE))],
    ["a workbook that is a document with macros, too", workbook(`${contentTypes("'")}${contentTypes("'", MACROS)}`)],
    ["content types of no office", workbook(contentTypes("'", "text/html"))],
    ["half of a PNG's signature", samples.png.subarray(0, 4)],
  ])("refuses %s whatever its name is", async (_what, content) => {
    for (const name of ["drawing.pdf", "drawing.png", "drawing.txt", "drawing.csv", "drawing"]) {
      expect(await findMediaType(content, name)).toBeUndefined()
    }
  })

  it("recognises text that begins like another type", async () => {
    expect(await findMediaType(Buffer.from("BM-100;5\nMZ-1;3\n"), "lines.csv")).toBe("text/csv")
  })

  it("returns an answer for random bytes", async () => {
    const starts = [...Object.values(samples), ...Object.values(archives)].map((content) => content.subarray(0, 200))
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(Buffer.alloc(0), ...starts),
        fc.nat(200),
        fc.uint8Array({ maxLength: 300 }),
        fc.string(),
        async (start, kept, rest, name) => {
          const type = await findMediaType(Buffer.concat([start.subarray(0, kept), rest]), name)
          expect([undefined, ...Object.keys(MEDIA_TYPES)]).toContain(type)
        }
      ),
      { numRuns: 500 }
    )
  })
})
