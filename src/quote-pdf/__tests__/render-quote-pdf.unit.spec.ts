import fs from "node:fs"
import { Socket } from "node:net"
import fc from "fast-check"
import pdfmake from "pdfmake"
import { renderQuotePdf } from "../render-quote-pdf"
import type { QuoteDocument, QuoteDocumentStatus } from "../types"
import { HEBREW } from "./fonts"
import { allText, type PdfPage, type PdfText, type ReadPdf, startPdfReader, textOf } from "./read-pdf"
import { line, lines, quote } from "./sample"

const reader = startPdfReader()
afterAll(() => reader.stop())

const render = async (document: QuoteDocument): Promise<ReadPdf> => reader.read(await renderQuotePdf(document))

/** The margin that no text crosses, in points. */
const MARGIN = 50
const FOOT = 62
const HEAD = 48

/** The height of capitals. */
const CAPITAL = 0.72

/** Allows for rounding and slanted letters. */
const TOLERANCE = 1

const overlap = (one: PdfText, other: PdfText): boolean =>
  one.x + TOLERANCE < other.x + other.width &&
  other.x + TOLERANCE < one.x + one.width &&
  Math.abs(one.y - other.y) < Math.min(one.height, other.height) * CAPITAL

/** Checks that no text runs off the page, into the footer or into other text. */
const expectInOrder = ({ pages }: ReadPdf): void => {
  for (const page of pages) {
    expectOnPage(page)
    page.texts.forEach((text, index) => {
      const others = page.texts.slice(index + 1).filter((other) => overlap(text, other))
      expect({ text: text.text, overlaps: others.map((other) => other.text) }).toEqual({ text: text.text, overlaps: [] })
    })
  }
}

const expectOnPage = ({ width, height, texts }: PdfPage): void => {
  const outside = texts.filter(
    (text) =>
      text.x < MARGIN - TOLERANCE ||
      text.x + text.width > width - MARGIN + TOLERANCE ||
      text.y + text.height * CAPITAL > height - HEAD + TOLERANCE ||
      text.y < 20
  )
  expect(outside).toEqual([])
  // The footer contains only the document's name and the page number.
  expect(texts.filter((text) => text.y < FOOT - TOLERANCE)).toHaveLength(2)
}

describe("renderQuotePdf", () => {
  it("shows seller, buyer, lines, prices and validity", async () => {
    const pdf = await render(quote())
    expect(textOf(pdf.pages[0])).toBe(
      [
        "Cedar Industrial Supply Lindenstraße 12, 10969 Berlin VAT DE 287 654 321",
        "Quote Q-000123",
        "Prepared for Nordwind Maschinenbau GmbH Ada Petersen Hafenstraße 7 20457 Hamburg",
        "ada@nordwind.example Tax ID: DE 123 456 789",
        "Revision 2 Date 22 November 2026 Valid until 22 December 2026 at 14:03 UTC",
        "Pos. SKU Description Quantity List price Unit price Total",
        "1 HX-M8-40 Hex bolt M8 × 40, zinc plated, ISO 4017 2,500 €0.12 €0.0985 €246.25",
        "2 Instruction on site, per day 1 €890.00 €890.00",
        "Prices exclude taxes. Taxes and shipping are worked out when the quote is accepted.",
        "Total excl. taxes €1,136.25",
        "Message Thank you for your request. M. Sommer",
        "Quote Q-000123 · Revision 2 Page 1 of 1",
      ].join(" ")
    )
    expectInOrder(pdf)
  })

  it("sets the file's properties", async () => {
    const { info } = await render(quote({ locale: "de-DE" }))
    expect(info).toMatchObject({
      Title: "Angebot Q-000123, Revision 2",
      Author: "Cedar Industrial Supply",
      CreationDate: "D:20261122093000Z",
      Language: "de-DE",
    })
  })

  it("returns the same bytes for the same data", async () => {
    const document = quote({ lines: lines(40), message: "Kind regards" })
    expect((await renderQuotePdf(document)).equals(await renderQuotePdf(structuredClone(document)))).toBe(true)
  })

  it("does not change its input", async () => {
    const document = quote()
    const before = structuredClone(document)
    await renderQuotePdf(document)
    expect(document).toEqual(before)
  })
})

describe("The language of the PDF", () => {
  it.each([
    ["en-US", "Quote Q-000123", "Unit price", "€1,136.25", "Page 1 of 1", "Valid until December 22, 2026"],
    ["de-AT", "Angebot Q-000123", "Einzelpreis", "€ 1.136,25", "Seite 1 von 1", "Gültig bis 22. Dezember 2026"],
    ["fr-FR", "Devis Q-000123", "Prix unitaire", "1 136,25 €", "Page 1 sur 1", "Valable jusqu’au 22 décembre 2026"],
    ["es-MX", "Presupuesto Q-000123", "Precio unitario", "EUR 1,136.25", "Página 1 de 1", "Válido hasta 22 de diciembre de 2026"],
    ["nl-NL", "Quote Q-000123", "Unit price", "€ 1.136,25", "Page 1 of 1", "Valid until 22 december 2026"],
    ["not a locale", "Quote Q-000123", "Unit price", "€1,136.25", "Page 1 of 1", "Valid until December 22, 2026"],
  ])("is %s", async (locale, ...expected) => {
    const pdf = await render(quote({ locale }))
    const text = allText(pdf)
    for (const words of expected) {
      expect(text).toContain(words)
    }
    expectInOrder(pdf)
  })
})

describe("Amounts in the PDF", () => {
  it("have no decimals in yen", async () => {
    const document = quote({
      currency_code: "jpy",
      decimal_digits: 0,
      lines: [line({ quantity: 10, list_unit_price: 98_000, unit_price: 95_000, total: 950_000, is_tax_inclusive: true })],
      total: 950_000,
    })
    const text = allText(await render(document))
    expect(text).toContain("10 JP¥98,000 JP¥95,000 JP¥950,000")
    expect(text).toContain("Total incl. taxes JP¥950,000")
    expect(text).toContain("Prices include taxes. Shipping is worked out when the quote is accepted.")
  })

  it("have three decimals in Kuwaiti dinars", async () => {
    const document = quote({
      currency_code: "kwd",
      decimal_digits: 3,
      lines: [line({ quantity: 3, list_unit_price: 1.25, unit_price: 1.2375, total: 3.7125 })],
      total: 3.7125,
    })
    const text = allText(await render(document))
    expect(text).toContain("3 KWD 1.250 KWD 1.2375 KWD 3.713")
    expect(text).toContain("Total excl. taxes KWD 3.713")
  })

  it("show the list price only if it differs", async () => {
    const text = allText(await render(quote({ lines: [line({ list_unit_price: 5, unit_price: 5, total: 12_500 })] })))
    expect(text).not.toContain("List price")
    expect(text).toContain("2,500 €5.00 €12,500.00")
  })

  it("mark each line with its tax kind if the kinds are mixed", async () => {
    const pdf = await render(quote({ lines: [line({ is_tax_inclusive: true }), line()] }))
    const text = allText(pdf)
    expect(text).toContain("€0.0985 incl. taxes €246.25")
    expect(text).toContain("€0.0985 excl. taxes €246.25")
    expect(text).toContain("Each line says whether its prices include taxes. Taxes not included and shipping are worked out")
    expectInOrder(pdf)
  })

  it("include the totals of the order once there is one", async () => {
    const sums = { subtotal: 1136.25, discount_total: 36.25, shipping_total: 12, tax_total: 211.28, total: 1323.28 }
    const pdf = await render(quote({ status: "accepted", order: { display_id: 1042, ...sums } }))
    const text = allText(pdf)
    expect(text).toContain("Prices exclude taxes. Total excl. taxes €1,136.25 Order 1042")
    expect(text).toContain("Subtotal €1,136.25 Discount -€36.25 Shipping €12.00 Taxes €211.28 Order total €1,323.28")
    expectInOrder(pdf)
  })

  it("show price on request until the shop sets a price, also in the total", async () => {
    const lines = [
      line({ list_unit_price: null, unit_price: null, total: null }),
      line({ list_unit_price: 2, unit_price: 2, quantity: 3, total: 6 }),
    ]
    for (const [locale, words] of [
      ["en", "on request"],
      ["de-DE", "auf Anfrage"],
      ["fr-FR", "sur demande"],
      ["es-ES", "a consultar"],
    ]) {
      const text = allText(await render(quote({ locale, revision: 0, status: "requested", lines, total: null })))
      expect(text.split(words)).toHaveLength(4)
      expect(text).not.toMatch(/NaN|null/)
    }
  })

  it("add up as printed if prices include taxes", async () => {
    const order = {
      display_id: 7,
      subtotal: 10 / 1.19,
      shipping_total: 7.5 / 1.19,
      discount_total: 0,
      tax_total: 17.5 - 17.5 / 1.19,
      total: 17.5,
    }
    const text = allText(
      await render(
        quote({
          locale: "en",
          lines: [line({ unit_price: 10, list_unit_price: 10, quantity: 1, total: 10, is_tax_inclusive: true })],
          total: 10,
          order,
        })
      )
    )
    for (const amount of ["€8.40", "€6.30", "€2.80", "€17.50"]) {
      expect(text).toContain(amount)
    }
  })

  it("leave out a zero discount", async () => {
    const order = { display_id: null, subtotal: 5, discount_total: 0, shipping_total: 0, tax_total: 0, total: 5 }
    expect(allText(await render(quote({ status: "accepted", order })))).toContain(
      "Order Subtotal €5.00 Shipping €0.00 Taxes €0.00 Order total €5.00"
    )
  })
})

describe("The status in the PDF", () => {
  it.each<[QuoteDocumentStatus, Partial<QuoteDocument>, string, string]>([
    ["requested", { revision: 0 }, "Requested. The seller has not made an offer yet.", "Quote request Q-000123 · Requested Page"],
    ["requested", {}, "No longer on offer: the customer has asked for another revision.", "Revision 2 · No longer on offer Page"],
    ["sent", { superseded_by: 3 }, "No longer on offer: superseded by revision 3.", "Revision 2 · Superseded Page"],
    ["accepted", {}, "Accepted by the customer.", "Revision 2 · Accepted Page"],
    ["accepted", { superseded_by: 4 }, "No longer on offer: superseded by revision 4.", "Revision 2 · Superseded Page"],
    ["declined", {}, "Declined by the customer.", "Revision 2 · Declined Page"],
    ["expired", {}, "Expired. This quote can no longer be accepted.", "Revision 2 · Expired Page"],
    ["cancelled", {}, "Cancelled by the customer.", "Revision 2 · Cancelled Page"],
    ["rejected", {}, "Rejected by the seller.", "Revision 2 · Rejected Page"],
  ])("says what became of a quote: %s %j", async (status, changes, sentence, foot) => {
    const text = allText(await render(quote({ status, ...changes })))
    expect(text).toContain(sentence)
    expect(text).toContain(foot)
  })

  it("makes no promise for a quote that is no longer on offer", async () => {
    expect(allText(await render(quote({ status: "expired" })))).not.toContain("when the quote is accepted")
  })

  it("comes without revision and validity before the first offer", async () => {
    const text = allText(await render(quote({ status: "requested", revision: 0, valid_until: null })))
    expect(text).not.toContain("Revision")
    expect(text).not.toContain("Valid until")
  })
})

describe("The pages of the PDF", () => {
  const HEAD_ROW = "Pos. Artikelnr. Bezeichnung Menge Listenpreis Einzelpreis Gesamt"
  const titles = ["Hydraulikschlauch DN 12, beidseitig mit Anschluss DKOL M22 × 1,5, Länge 1.250 mm", "Schutzhandschuhe Größe 10"]

  it("have numbers and repeat the head of the table", async () => {
    const document = quote({ locale: "de-DE", lines: lines(70, (index) => ({ title: titles[index % 2] })) })
    const pdf = await render(document)
    expect(pdf.pages).toHaveLength(4)
    pdf.pages.forEach((page, index) => {
      expect(textOf(page)).toContain(`Angebot Q-000123 · Revision 2 Seite ${index + 1} von 4`)
      expect(textOf(page)).toContain(HEAD_ROW)
    })
    expectInOrder(pdf)
  })

  it("keep rows and totals whole and lose none at any page break", async () => {
    for (let address = 0; address < 24; address += 3) {
      const document = quote({
        buyer: { ...quote().buyer, address: Array.from({ length: address }, (_, index) => `Gate ${index}`) },
        lines: lines(28, (index) => ({ title: titles[index % 2], note: index % 3 ? null : `Note ${index}: part deliveries` })),
        message: null,
      })
      const pdf = await render(document)
      expectInOrder(pdf)
      expect(allText(pdf).match(/ART-\d+/g)).toEqual(document.lines.map(({ sku }) => sku))
      for (const page of pdf.pages) {
        const text = textOf(page)
        expect(text.match(/Hydraulikschlauch/g)?.length).toBe(text.match(/1\.250 mm/g)?.length)
        expect(text.includes("Prices exclude")).toBe(text.includes("€1,136.25"))
      }
    }
  })

  it("hold a thousand lines", async () => {
    const pdf = await render(quote({ lines: lines(1000) }))
    expect(allText(pdf).match(/ART-\d+/g)).toHaveLength(1000)
    expect(textOf(pdf.pages[pdf.pages.length - 1])).toContain(`Page ${pdf.pages.length} of ${pdf.pages.length}`)
    pdf.pages.forEach(expectOnPage)
  })

  it("work without any line", async () => {
    const pdf = await render(quote({ lines: [], total: 0, message: null }))
    expect(textOf(pdf.pages[0])).toContain("This quote has no lines. Total €0.00")
    expectInOrder(pdf)
  })

  it("hold a message of several pages", async () => {
    const pdf = await render(quote({ message: "Delivery in three parts.\n".repeat(200) }))
    expect(pdf.pages.length).toBeGreaterThan(2)
    expect(allText(pdf).match(/three parts/g)).toHaveLength(200)
    expectInOrder(pdf)
  })

  it("keep a short message together, wherever the table ends", async () => {
    for (let count = 16; count <= 18; count++) {
      const pdf = await render(quote({ lines: lines(count), message: "Thank you for your request.\n\nM. Sommer" }))
      const page = pdf.pages.map(textOf).find((text) => text.includes("M. Sommer"))
      expect(page).toContain("Message Thank you for your request. M. Sommer")
    }
  })

  it("never begin a page with the last line of a long message", async () => {
    for (let count = 30; count <= 32; count++) {
      const pdf = await render(quote({ message: `${"Delivery in three parts.\n".repeat(count)}M. Sommer` }))
      const page = pdf.pages.map(textOf).find((text) => text.includes("M. Sommer"))
      expect(page).toContain("three parts. M. Sommer")
    }
  })

  it("break a line only if it is longer than a row may be", async () => {
    const pdf = await render(quote({ lines: [line({ title: "A".repeat(6000), sku: "S".repeat(900) }), line()] }))
    expect(allText(pdf).match(/A/g)?.length).toBeGreaterThanOrEqual(6000)
    expectInOrder(pdf)
  })
})

describe("The PDF of odd and hostile data", () => {
  const LONG = "X".repeat(2000)
  const HOSTILE = [
    LONG,
    "http://127.0.0.1:9/logo.png",
    "data:image/png;base64,iVBORw0KGgo=",
    "file:///etc/passwd",
    '{"image":"/etc/passwd"}',
    "<b>bold</b> **bold** [link](http://evil.example) (\\) Tj ET",
    "\0\u0001\u001b[31mred\u007f\u0085",
    "\ud83c \udf89 \ud800\ud800",
    "\u202e\u2066gpj.exe\u2069",
    "🎉👩‍👩‍👧‍👦🇩🇪",
    "שלום עולם (12)",
    "مرحبا بالعالم ١٢",
    "日本語の商品名",
    `z${"\u0337\u0322\u031b".repeat(50)}`,
    "\n\n\n\n\ttabs\tand\r\nends of lines\u2028\u2029",
    "   ",
    "",
  ]
  const NUMBERS = [0, -0, -5, 0.0125, 1e-7, 0.1 + 0.2, 999_999_999, 1_234_567_888_765_432.1, 1e21, 1e300, -1e15, NaN, Infinity]

  const everywhere = (text: string): QuoteDocument =>
    quote({
      number: text,
      seller: { name: text, lines: [text, text] },
      buyer: { company_name: text, name: text, email: text, tax_id: text, address: [text] },
      lines: [line({ title: text, sku: text, note: text })],
      message: text,
    })

  it.each(HOSTILE.map((text) => [text.slice(0, 40), text]))("shows %j as text everywhere", async (_, text) => {
    const pdf = await render(everywhere(text))
    expectInOrder(pdf)
    expect(pdf.attachments).toEqual([])
    expect(pdf.pages.flatMap(({ annotations }) => annotations)).toEqual([])
  })

  it.each(NUMBERS)("accepts the number %d everywhere", async (number) => {
    const sums = { subtotal: number, discount_total: number, shipping_total: number, tax_total: number, total: number }
    const lines = [line({ quantity: number, list_unit_price: number + 1, unit_price: number, total: number }), line()]
    const order = { display_id: number, ...sums }
    expectInOrder(await render(quote({ revision: number, lines, total: number, order, decimal_digits: 3 })))
  })

  it.each(["", "EU", "€€€", "constructor", "\0".repeat(3), LONG])("accepts the currency %j", async (currency_code) => {
    expectInOrder(await render(quote({ currency_code })))
  })

  it("accepts invalid dates", async () => {
    const pdf = await render(quote({ issued_at: new Date(NaN), valid_until: new Date(NaN) }))
    expect(textOf(pdf.pages[0])).toContain("Date – Valid until –")
  })

  it("uses no network and reads nothing but its fonts", async () => {
    const connect = jest.spyOn(Socket.prototype, "connect")
    const fetch = jest.spyOn(globalThis, "fetch")
    const read = jest.spyOn(fs, "readFileSync")
    try {
      for (const text of HOSTILE) {
        await renderQuotePdf(everywhere(text))
      }
      expect(connect).not.toHaveBeenCalled()
      expect(fetch).not.toHaveBeenCalled()
      const files = read.mock.calls.map(([file]) => String(file))
      expect(files.filter((file) => !/[\\/]Roboto-(Regular|Medium)\.ttf$/.test(file))).toEqual([])
    } finally {
      jest.restoreAllMocks()
    }
  })

  it("leaves pdfmake's global settings alone", async () => {
    const before = { ...pdfmake }
    await renderQuotePdf(quote())
    expect({ ...pdfmake }).toEqual(before)
  })

  it("never throws for random texts and numbers", async () => {
    const text = fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), fc.constantFrom(...HOSTILE))
    const number = fc.oneof(fc.double(), fc.constantFrom(...NUMBERS))
    const documents = fc.record({
      number: text,
      locale: fc.oneof(text, fc.constantFrom("de-DE", "ar-EG", "th-TH", "hi-IN", "ja-JP", "fa-IR")),
      currency_code: fc.oneof(text, fc.constantFrom("eur", "jpy", "kwd", "xxx")),
      decimal_digits: fc.constantFrom(0, 2, 3),
      total: number,
      message: fc.option(text),
      lines: fc.array(
        fc.record({
          sku: fc.option(text),
          title: text,
          quantity: number,
          list_unit_price: number,
          unit_price: number,
          is_tax_inclusive: fc.boolean(),
          total: number,
          note: fc.option(text),
        }),
        { maxLength: 4 }
      ),
    })
    await fc.assert(
      fc.asyncProperty(documents, async (changes) => expectInOrder(await render(quote(changes)))),
      { numRuns: 15 }
    )
  })
})

describe("The shop's fonts", () => {
  it("write right-to-left scripts that Roboto lacks, and Roboto writes the rest", async () => {
    const document = quote({ lines: [line({ title: "ברגי משושה M8 × 40" })] })
    const pdf = await reader.read(await renderQuotePdf(document, { fonts: HEBREW }))
    const words = ["M8", "×", "40", "משושה", "ברגי"]
    const set = pdf.pages[0].texts.filter(({ text }) => words.includes(text)).sort((one, other) => one.x - other.x)
    expect(set.map(({ text }) => text)).toEqual(words)
    expectInOrder(pdf)
  })

  it("keep the position of every line", async () => {
    const [with_, without] = await Promise.all([
      renderQuotePdf(quote({ lines: [line({ title: "שלום" }), line({ title: "M8" })] }), { fonts: HEBREW }),
      renderQuotePdf(quote({ lines: [line({ title: "Bolt" }), line({ title: "M8" })] })),
    ])
    const placesOf = ({ pages: [{ texts }] }: ReadPdf): number[] => texts.filter(({ text }) => text === "M8").map(({ y }) => Math.round(y))
    expect(placesOf(await reader.read(with_))).toEqual(placesOf(await reader.read(without)))
  })

  it("are refused before rendering if they are unreadable", async () => {
    await expect(renderQuotePdf(quote(), { fonts: { normal: "/nowhere.ttf", bold: "/nowhere.ttf" } })).rejects.toThrow(
      "/nowhere.ttf cannot be used as a font: "
    )
  })
})
