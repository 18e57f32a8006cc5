import contentDisposition from "content-disposition"
import fc from "fast-check"
import { MEDIA_TYPES, type MediaType } from "../accepted-media-types"
import { toSafeFilename } from "../safe-filename"

const isMediaType = (name: string): name is MediaType => Object.hasOwn(MEDIA_TYPES, name)
const TYPES = Object.keys(MEDIA_TYPES).filter(isMediaType)

describe("toSafeFilename", () => {
  it.each([
    ["drawing.pdf", "drawing.pdf"],
    ["Zeichnung – 図面 🏭.PDF", "Zeichnung – 図面 🏭.PDF"],
    ["Zeichnung für Müller & Söhne (2).pdf", "Zeichnung für Müller & Söhne (2).pdf"],
    ["u\u0308ber.pdf", "über.pdf"],
    ["../../etc/passwd", "passwd.pdf"],
    ["C:\\Users\\ada\\drawing.pdf", "drawing.pdf"],
    ["drawing.exe", "drawing.exe.pdf"],
    ["drawing.pdf.html", "drawing.pdf.html.pdf"],
    ["drawing.pdf ", "drawing.pdf"],
    ["drawing.pdf...", "drawing.pdf"],
    [".htaccess", "htaccess.pdf"],
    [".pdf", "pdf.pdf"],
    ["...", "file.pdf"],
    ["", "file.pdf"],
    ["/", "file.pdf"],
    ['say "yes".pdf', "say _yes_.pdf"],
    ["a\r\nSet-Cookie: x=1.pdf", "a__Set-Cookie_ x=1.pdf"],
    ["a\0b.pdf", "a_b.pdf"],
    ["\u202Efdp.exe", "_fdp.exe.pdf"],
    ["half \ud83d.pdf", "half _.pdf"],
    ["con.pdf", "_con.pdf"],
    ["LPT1", "_LPT1.pdf"],
    ["nul.tar.pdf", "_nul.tar.pdf"],
    ["console.pdf", "console.pdf"],
  ])("turns %j into %j", (name, safe) => {
    expect(toSafeFilename(name, "application/pdf")).toBe(safe)
  })

  it("keeps every extension of a type, and adds the first one if there is none", () => {
    expect(toSafeFilename("photo.JPEG", "image/jpeg")).toBe("photo.JPEG")
    expect(toSafeFilename("photo.jpg", "image/jpeg")).toBe("photo.jpg")
    expect(toSafeFilename("photo.png", "image/jpeg")).toBe("photo.png.jpg")
    expect(toSafeFilename("run.bat", "text/plain")).toBe("run.bat.txt")
  })

  it("shortens to the limit of file systems without splitting a character", () => {
    const safe = toSafeFilename(`${"図".repeat(300)}.pdf`, "application/pdf")

    expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(255)
    expect(safe).toMatch(/^図{83}\.pdf$/)
  })

  it("is safe for file systems and headers for any input, and changes nothing the second time", () => {
    const anyName = fc.oneof(
      fc.string({ unit: "binary", maxLength: 400 }),
      fc.string({ unit: "grapheme", maxLength: 400 }),
      fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 }).map((units) => String.fromCharCode(...units))
    )
    fc.assert(
      fc.property(anyName, fc.constantFrom(...TYPES), (name, type) => {
        const safe = toSafeFilename(name, type)
        const endings: readonly string[] = MEDIA_TYPES[type]

        expect(safe).not.toMatch(/[<>:"/\\|?*]|\p{Cc}|\p{Cs}|^\.|[. ]$/u)
        expect(safe.length).toBeGreaterThan(endings[0].length + 1)
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(255)
        expect(endings).toContain(safe.slice(safe.lastIndexOf(".") + 1).toLowerCase())
        expect(toSafeFilename(safe, type)).toBe(safe)
        const header = contentDisposition(safe)
        expect(header).toMatch(/^attachment; filename="?[\x20-\x7e\xa0-\xff]+$/)
        expect(contentDisposition.parse(header).parameters.filename).toBe(safe)
      }),
      { numRuns: 2000 }
    )
  })
})
