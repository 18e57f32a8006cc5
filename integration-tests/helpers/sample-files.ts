import { crc32, deflateRawSync } from "node:zlib"

const OFFICE = "application/vnd.openxmlformats-officedocument"
const MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"

/** The smallest valid file of each type. */
export const samples = {
  pdf: Buffer.from("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n", "latin1"),
  png: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"),
  jpeg: Buffer.from("ffd8ffe000104a46494600010100000100010000ffd9", "hex"),
  gif: Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64"),
  webp: Buffer.from("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA", "base64"),
  text: Buffer.from("Größe M10 – 東京\r\n\tgalvanised\n"),
  csv: Buffer.from("\uFEFFsku;quantity\r\nBOLT-10;400\r\n"),
  html: Buffer.from("<!DOCTYPE html><html><script>alert(document.domain)</script></html>"),
  svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  xml: Buffer.from('\uFEFF<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'),
  exe: Buffer.concat([Buffer.from("MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0", "latin1"), Buffer.alloc(100)]),
  elf: Buffer.concat([Buffer.from("7f454c4602010100", "hex"), Buffer.alloc(100)]),
  script: Buffer.from("#!/bin/sh\nrm -rf /\n"),
  binary: Buffer.from("just text\0and a NUL"),
  latin1: Buffer.from("Gr\xf6\xdfe", "latin1"),
}

/** Returns a ZIP archive of these files, in this order. */
export const zip = (files: Record<string, string | Buffer>, { compressed = true } = {}): Buffer => {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(files)) {
    const content = typeof text === "string" ? Buffer.from(text) : text
    const data = compressed ? deflateRawSync(content) : content
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(compressed ? 8 : 0, 4)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    const entry = [Buffer.from("PK\x03\x04", "latin1"), common, Buffer.from(name), data]
    local.push(...entry)
    central.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, place, Buffer.from(name))
    offset += Buffer.concat(entry).length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write("PK\x05\x06", "latin1")
  end.writeUInt16LE(Object.keys(files).length, 8)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, directory, end])
}

const office = (part: string, contentType: string): Buffer =>
  zip({
    "[Content_Types].xml": `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${part}" ContentType="${contentType}"/></Types>`,
    "_rels/.rels": "<Relationships/>",
    [part]: "<document/>",
  })

const openDocument = (kind: string): Buffer =>
  zip({ mimetype: `application/vnd.oasis.opendocument.${kind}`, "content.xml": "<document/>" }, { compressed: false })

/** Documents in formats that are ZIP archives. */
export const archives = {
  xlsx: office("xl/workbook.xml", `${OFFICE}.spreadsheetml.sheet.main+xml`),
  docx: office("word/document.xml", `${OFFICE}.wordprocessingml.document.main+xml`),
  ods: openDocument("spreadsheet"),
  odt: openDocument("text"),
  xlsm: office("xl/workbook.xml", MACROS),
  jar: zip({ "META-INF/MANIFEST.MF": "Manifest-Version: 1.0\n", "Main.class": "cafebabe" }),
  zip: zip({ "drawing.txt": "M10" }),
}
