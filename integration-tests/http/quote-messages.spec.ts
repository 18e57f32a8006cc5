import { readdir, readFile, rm, truncate, unlink } from "node:fs/promises"
import { request as httpRequest } from "node:http"
import { tmpdir } from "node:os"
import path from "node:path"
import { Modules } from "@medusajs/framework/utils"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { eventually } from "../helpers/eventually"
import type { CallOptions, ErrorAnswer } from "../helpers/http"
import { intercept, restoreIntercepted } from "../helpers/intercept"
import { privateFilesFolder } from "../helpers/private-files"
import { archives, samples } from "../helpers/sample-files"
import { describeShop, type SyncedCustomer } from "../helpers/shop"

type Attachment = { id: string; filename: string; mime_type: string; size: number }
type Message = { id: string; author: string; text: string; item_id: string | null; attachments: Attachment[]; created_at: string }
type QuoteAnswer = ErrorAnswer & {
  quote: { id: string; number: string; items: { id: string }[]; messages: Message[]; internal_note?: string | null }
}
type File = [filename: string, content: Buffer]

const MB = 1_048_576
const BOUNDARY = "----a-boundary-of-the-tests"

const formOf = (files: File[], fields: Record<string, string> = { text: "See attached." }): FormData => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    form.append(name, value)
  }
  for (const [filename, content] of files) {
    form.append("files", new Blob([new Uint8Array(content)], { type: "application/x-whatever" }), filename)
  }
  return form
}

/** Returns a form as a hand-written client may send it. */
const rawForm = (parts: string[], end = `--${BOUNDARY}--\r\n`): CallOptions => ({
  rawBody: [...parts.map((part) => `--${BOUNDARY}\r\n${part}\r\n`), end].join(""),
  headers: { "content-type": `multipart/form-data; boundary=${BOUNDARY}` },
})

const TEXT_PART = 'Content-Disposition: form-data; name="text"\r\n\r\nSee attached.'
const filePart = (disposition: string, content = samples.text.toString()): string =>
  `Content-Disposition: form-data; ${disposition}\r\nContent-Type: text/plain\r\n\r\n${content}`

/** The part that browsers send for an empty file field. */
const NO_FILE_CHOSEN = 'Content-Disposition: form-data; name="files"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n'

/** Returns a PDF with a number of bytes. */
const pdfOf = (size: number): Buffer => Buffer.concat([samples.pdf, Buffer.alloc(size - samples.pdf.length, "%")])

/** Bodies that the server answers with 400 `invalid_request`. */
const MALFORMED: [what: string, options: CallOptions][] = [
  ["no text", { body: {} }],
  ["an empty text", { body: { text: " \n" } }],
  ["a text of which nothing can be seen", { body: { text: "\u200b\u2060 \u00ad\ufeff\u3164" } }],
  ["a text that is too long", { body: { text: "x".repeat(5001) } }],
  ["a text with a NUL", { body: { text: "a\0b" } }],
  ["no text but a number", { body: { text: 1 } }],
  ["an unknown field", { body: { text: "Hello", author: "admin" } }],
  ["files in JSON", { body: { text: "Hello", files: [{ filename: "a.txt", content: "QQ==" }] } }],
  ["an unknown line", { body: { text: "Hello", item_id: "quoitm_none" } }],
  ["malformed JSON", { rawBody: "{", headers: { "content-type": "application/json" } }],
  ["no body", {}],
  ["a form without a text", { rawBody: formOf([["a.pdf", samples.pdf]], {}) }],
  ["a form with an empty text", { rawBody: formOf([["a.pdf", samples.pdf]], { text: "" }) }],
  ["a form with a text that is too long", { rawBody: formOf([], { text: "x".repeat(5001) }) }],
  ["a form with a text that is much too long", { rawBody: formOf([], { text: "x".repeat(100_000) }) }],
  ["a form with two texts", rawForm([TEXT_PART, TEXT_PART])],
  ["a form with an unknown field", { rawBody: formOf([], { text: "Hello", author: "admin" }) }],
  ["a form with many fields", { rawBody: formOf([], { text: "Hello", a: "1", b: "2", c: "3" }) }],
  ["a form with a field of an object's", rawForm([TEXT_PART, 'Content-Disposition: form-data; name="__proto__[x]"\r\n\r\n1'])],
  ["a form with an unknown line", { rawBody: formOf([["a.pdf", samples.pdf]], { text: "Hello", item_id: "quoitm_none" }) }],
  [
    "an empty file",
    {
      rawBody: formOf([
        ["a.pdf", samples.pdf],
        ["b.pdf", Buffer.alloc(0)],
      ]),
    },
  ],
  ["six files", { rawBody: formOf(Array.from({ length: 6 }, (_, index): File => [`${index}.pdf`, samples.pdf])) }],
  ["a file in another field", rawForm([TEXT_PART, filePart('name="document"; filename="a.txt"')])],
  ["a file without a field's name", rawForm([TEXT_PART, filePart('filename="a.txt"')])],
  ["files that are text", { rawBody: formOf([], { text: "Hello", files: "a.txt" }) }],
  ["a form without boundary", { rawBody: "--x\r\n", headers: { "content-type": "multipart/form-data" } }],
  ["a form with another boundary", { ...rawForm([TEXT_PART]), headers: { "content-type": "multipart/form-data; boundary=another" } }],
  ["a form that breaks off", rawForm([TEXT_PART, filePart('name="files"; filename="a.txt"')], "")],
  ["a form that breaks off in a header", rawForm([TEXT_PART], `--${BOUNDARY}\r\nContent-Disposition: form-da`)],
]

/** Files that the server answers with 415 `unsupported_media_type`. */
const UNSUPPORTED: [what: string, options: CallOptions][] = [
  [
    "HTML called PDF",
    {
      rawBody: formOf([
        ["a.pdf", samples.pdf],
        ["offer.pdf", samples.html],
      ]),
    },
  ],
  ["SVG called PNG", { rawBody: formOf([["logo.png", samples.svg]]) }],
  ["a program called text", { rawBody: formOf([["a.txt", samples.exe]]) }],
  ["an archive", { rawBody: formOf([["a.zip", archives.zip]]) }],
  ["a spreadsheet with macros", { rawBody: formOf([["a.xlsx", archives.xlsm]]) }],
  ["a body of no type", { rawBody: new Uint8Array([1, 2, 3]) }],
  ["a text that is not JSON", { rawBody: "Hello", headers: { "content-type": "text/plain" } }],
  ["another kind of parts", { ...rawForm([TEXT_PART]), headers: { "content-type": `multipart/mixed; boundary=${BOUNDARY}` } }],
  ["a form that is not multipart", { rawBody: "text=Hello", headers: { "content-type": "application/x-www-form-urlencoded" } }],
]

const NAMES: [disposition: string, cleaned: string][] = [
  ["filename*=UTF-8''%E2%82%AC%20rates.txt", "€ rates.txt"],
  ['filename="a%22b%0D%0Ac.txt"', "a_b__c.txt"],
  ['filename="C:\\\\Users\\\\ada\\\\a.txt"', "a.txt"],
  [`filename="${"x".repeat(1000)}.txt"`, `${"x".repeat(250)}.txt`],
  ['filename="..%2F..%2Fpasswd"', "%2F..%2Fpasswd.txt"],
]

/** Names that are empty without their folders. */
const NAMELESS = [".", "..", "/", "a/", "\\\\"]

describeShop("Messages about quotes", { catalogue: true, verifiedBusinesses: 2 }, (shop) => {
  const quoteOf = async ({ token }: SyncedCustomer) => {
    const { body } = await shop.post<QuoteAnswer>("/store/quotes/request", {
      token,
      body: { items: [{ sku: "BOLT-10", quantity: 1 }], currency_code: "eur" },
    })
    return body.quote
  }
  const business = async () => {
    const customer = await shop.syncedBusiness("verified")
    return { customer, token: customer.token, quote: await quoteOf(customer) }
  }
  const write = (side: "store" | "admin", quoteId: string, options: CallOptions) =>
    shop.post<QuoteAnswer>(`/${side}/quotes/${quoteId}/messages`, options)
  const download = async (side: "store" | "admin", quoteId: string, attachmentId: string, token?: string) => {
    const response = await fetch(`${shop.baseUrl}/${side}/quotes/${quoteId}/attachments/${attachmentId}`, {
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(side === "store" ? { "x-publishable-api-key": shop.publishableKey } : {}),
      },
    })
    return { status: response.status, headers: response.headers, content: Buffer.from(await response.arrayBuffer()) }
  }
  const fileIds = async () =>
    (await shop.rows<{ file_id: string }>("SELECT file_id FROM quote_attachment ORDER BY created_at")).map(({ file_id }) => file_id)
  const storedFiles = () => readdir(privateFilesFolder).catch(() => [])
  const expectNothingStored = async () => {
    expect(await shop.rows("SELECT id FROM quote_message")).toEqual([])
    expect(await shop.rows("SELECT id FROM quote_attachment")).toEqual([])
    expect(await storedFiles()).toEqual([])
  }

  /** Returns the form folders of this process. Each must be deleted when its request ends, whatever the outcome. */
  const leftOfForms = async () =>
    (await readdir(path.join(tmpdir(), "medusa-customer-role-forms")).catch(() => [])).filter((name) => name.includes(`~${process.pid}~`))

  afterEach(async () => {
    restoreIntercepted()
    await eventually(async () => expect(await leftOfForms()).toEqual([]))
    await rm(privateFilesFolder, { recursive: true, force: true })
  })

  describe.each(["store", "admin"] as const)("POST /%s/quotes/:id/messages", (side) => {
    const author = side === "store" ? "customer" : "admin"
    const writer = async () => {
      const { customer, quote } = await business()
      return { customer, quote, token: side === "store" ? customer.token : shop.admin.token }
    }

    it("accepts a text", async () => {
      const { customer, quote, token } = await writer()
      await shop.events.settle()
      shop.events.reset()
      const { status, body } = await write(side, quote.id, { token, body: { text: " Any news? – 東京 🏭 ", item_id: quote.items[0].id } })

      expect(status).toBe(200)
      expect(body.quote).toMatchObject({ id: quote.id, number: quote.number })
      expect("internal_note" in body.quote).toBe(side === "admin")
      const [message] = body.quote.messages
      expect(body.quote.messages).toEqual([
        {
          id: expect.stringMatching(/^quomsg_/),
          author,
          ...(side === "admin" ? { author_id: shop.admin.id } : {}),
          text: "Any news? – 東京 🏭",
          item_id: quote.items[0].id,
          attachments: [],
          created_at: expect.any(String),
        },
      ])
      expect(await shop.rows("SELECT author, author_id FROM quote_message")).toEqual([
        { author, author_id: side === "store" ? customer.id : shop.admin.id },
      ])
      await shop.events.settle()
      expect(shop.events.list("quote.")).toEqual([
        { name: "quote.message", data: { id: quote.id, number: quote.number, customer_id: customer.id, message_id: message.id, author } },
      ])
    })

    it("accepts files by their content, whatever their names are", async () => {
      const { customer, quote, token } = await writer()
      const files: File[] = [
        ["Zeichnung für „Müller“ – 図面 🏭.pdf", samples.pdf],
        ["drawing.exe", samples.pdf],
        ["../../photo", samples.png],
        ['lines "new".csv', samples.csv],
        ["lines.xlsx", archives.xlsx],
      ]
      const { status, body } = await write(side, quote.id, {
        token,
        rawBody: formOf(files, { text: "See\r\nattached.", item_id: quote.items[0].id }),
      })

      expect(status).toBe(200)
      const { attachments, ...message } = body.quote.messages[0]
      expect(message).toMatchObject({ author, text: "See\r\nattached.", item_id: quote.items[0].id })
      expect(attachments.map(({ filename, mime_type, size }) => [filename, mime_type, size])).toEqual([
        ["Zeichnung für „Müller“ – 図面 🏭.pdf", "application/pdf", samples.pdf.length],
        ["drawing.exe.pdf", "application/pdf", samples.pdf.length],
        ["photo.png", "image/png", samples.png.length],
        ["lines _new_.csv", "text/csv", samples.csv.length],
        ["lines.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", archives.xlsx.length],
      ])
      for (const [index, { id }] of attachments.entries()) {
        expect((await download("store", quote.id, id, customer.token)).content).toEqual(files[index][1])
        expect((await download("admin", quote.id, id, shop.admin.token)).content).toEqual(files[index][1])
      }
    })

    it("accepts a form without files, even with an empty file field", async () => {
      const { quote, token } = await writer()

      expect(await write(side, quote.id, { token, rawBody: formOf([]) })).toMatchObject({ status: 200 })
      const { status, body } = await write(side, quote.id, { token, ...rawForm([TEXT_PART, NO_FILE_CHOSEN]) })
      expect(status).toBe(200)
      expect(body.quote.messages.map(({ text, attachments }) => [text, attachments])).toEqual([
        ["See attached.", []],
        ["See attached.", []],
      ])
    })

    it("answers 401 without a credential", async () => {
      const { quote } = await writer()

      expect(await write(side, quote.id, { rawBody: formOf([["a.pdf", samples.pdf]]) })).toMatchObject({ status: 401 })
      await expectNothingStored()
    })

    it("answers 404 for a quote that does not exist", async () => {
      const { token } = await writer()

      for (const id of ["quo_none", "quote_none", "quo_%00", `quo_${"x".repeat(100)}`]) {
        expect(await write(side, id, { token, body: { text: "Hello" } })).toMatchObject({ status: 404, body: { code: "not_found" } })
        expect(await write(side, id, { token, rawBody: formOf([["a.pdf", samples.pdf]]) })).toMatchObject({ status: 404 })
      }
      await expectNothingStored()
    })

    it("refuses a malformed or empty message", async () => {
      const { quote, token } = await writer()

      for (const [what, options] of MALFORMED) {
        const answer = await write(side, quote.id, { token, ...options })
        expect({ what, ...answer }).toMatchObject({ what, status: 400, body: { type: "invalid_data", code: "invalid_request" } })
      }
      await expectNothingStored()
    })

    it("refuses files of other types whatever they are called, and other kinds of body", async () => {
      const { quote, token } = await writer()

      for (const [what, options] of UNSUPPORTED) {
        const answer = await write(side, quote.id, { token, ...options })
        expect({ what, ...answer }).toMatchObject({
          what,
          status: 415,
          body: { type: "unsupported_media_type", code: "unsupported_media_type" },
        })
      }
      await expectNothingStored()
    })

    it("makes the names of files safe", async () => {
      const { quote, token } = await writer()
      const { rawBody, headers } = rawForm([TEXT_PART, ...NAMES.map(([disposition]) => filePart(`name="files"; ${disposition}`))])
      const { status, body } = await write(side, quote.id, { token, headers, rawBody })

      expect(status).toBe(200)
      expect(body.quote.messages[0].attachments.map(({ filename }) => filename)).toEqual(NAMES.map(([, cleaned]) => cleaned))
    })

    it("keeps files without a usable name", async () => {
      const { quote, token } = await writer()
      const { rawBody, headers } = rawForm([TEXT_PART, ...NAMELESS.map((name) => filePart(`name="files"; filename="${name}"`))])
      const { status, body } = await write(side, quote.id, { token, headers, rawBody })

      expect(status).toBe(200)
      expect(body.quote.messages[0].attachments.map(({ filename }) => filename)).toEqual(NAMELESS.map(() => "file.txt"))
    })

    it("survives names that are not UTF-8, and skips unknown parts", async () => {
      const { quote, token } = await writer()
      const { rawBody, headers } = rawForm([
        TEXT_PART,
        filePart('name="files"; filename="a\xff\xfe.txt"', "M10"),
        filePart('name="files"; filename="b\r\nX-Evil: 1"', "M12"),
      ])
      const { status, body } = await write(side, quote.id, { token, headers, rawBody: Buffer.from(String(rawBody), "latin1") })

      expect(status).toBe(200)
      expect(body.quote.messages[0].attachments.map(({ filename }) => filename)).toEqual(["a\ufffd\ufffd.txt"])
    })

    it("accepts a file of exactly the allowed size, and refuses a larger one", async () => {
      const { quote, token } = await writer()

      for (const files of [
        [["a.pdf", pdfOf(10 * MB + 1)]],
        [
          ["a.pdf", samples.pdf],
          ["b.pdf", pdfOf(60 * MB)],
        ],
      ] satisfies File[][]) {
        expect(await write(side, quote.id, { token, rawBody: formOf(files) })).toMatchObject({
          status: 413,
          body: { code: "payload_too_large" },
        })
      }
      await expectNothingStored()
      const exact = pdfOf(10 * MB)
      const { status, body } = await write(side, quote.id, { token, rawBody: formOf([["a.pdf", exact]]) })
      expect(status).toBe(200)
      expect(body.quote.messages[0].attachments[0].size).toBe(10 * MB)
      const { content } = await download(side, quote.id, body.quote.messages[0].attachments[0].id, token)
      expect(content.equals(exact)).toBe(true)
    })

    it("accepts a thousand messages and refuses the next", async () => {
      const { quote, token } = await writer()
      await shop.rows(
        "INSERT INTO quote_message (id, quote_id, author, text) SELECT 'quomsg_' || n, ?, 'customer', 'Hello' FROM generate_series(1, 999) n",
        [quote.id]
      )

      expect(await write(side, quote.id, { token, body: { text: "The thousandth" } })).toMatchObject({ status: 200 })
      for (const options of [{ body: { text: "One more" } }, { rawBody: formOf([["a.pdf", samples.pdf]]) }]) {
        expect(await write(side, quote.id, { token, ...options })).toMatchObject({ status: 429, body: { code: "too_many_requests" } })
      }
      expect(await storedFiles()).toEqual([])
    })

    it("reveals neither the location nor the stored name of files", async () => {
      const { customer, quote, token } = await writer()
      const written = await write(side, quote.id, { token, rawBody: formOf([["drawing.pdf", samples.pdf]]) })
      const [fileId] = await fileIds()
      const file = await download(side, quote.id, written.body.quote.messages[0].attachments[0].id, token)
      const answers = [
        written.body,
        (await shop.get(`/store/quotes/${quote.id}`, { token: customer.token })).body,
        (await shop.get("/store/quotes", { token: customer.token })).body,
        [...file.headers],
      ]

      expect(fileId).toMatch(/^private-\d+-quote-[0-9a-f-]{36}$/)
      for (const answer of answers) {
        const text = JSON.stringify(answer)
        expect(text).not.toContain(fileId)
        expect(text).not.toMatch(/file_id|"url"|\/static/)
      }
      for (const url of ["/static", "/static/", "/static/private-", `/static/${fileId}`]) {
        expect(await shop.get(url)).toMatchObject({ status: 404 })
      }
    })
  })

  describe("The line of a message", () => {
    it("must be in the offer for customers, or also in the draft for the shop", async () => {
      const { customer, quote } = await business()
      await shop.container.resolve("quote").updateDraft({
        id: quote.id,
        changes: {
          add: [
            {
              variant_id: "variant_1",
              sku: "NEW",
              title: "New",
              variant_title: null,
              quantity: 1,
              list_unit_price: 1,
              unit_price: 1,
              target_unit_price: null,
              is_tax_inclusive: false,
              note: null,
            },
          ],
        },
        actor: { type: "admin", id: shop.admin.id },
      })
      const [{ id: item_id }] = await shop.rows<{ id: string }>("SELECT id FROM quote_item WHERE sku = 'NEW'")

      expect(await write("store", quote.id, { token: customer.token, body: { text: "This one", item_id } })).toMatchObject({
        status: 400,
        body: { code: "invalid_request" },
      })
      expect(await write("admin", quote.id, { token: shop.admin.token, body: { text: "This one", item_id } })).toMatchObject({
        status: 200,
      })
    })
  })

  describe("Access to messages", () => {
    const withFile = async () => {
      const { customer, quote } = await business()
      const { body } = await write("store", quote.id, { token: customer.token, rawBody: formOf([["drawing.pdf", samples.pdf]]) })
      return { customer, quote, attachment: body.quote.messages[0].attachments[0] }
    }

    it("lets an individual neither write nor read", async () => {
      const { quote, attachment } = await withFile()
      const { token } = await shop.synced()

      expect(await write("store", quote.id, { token, rawBody: formOf([["a.pdf", samples.pdf]]) })).toMatchObject({
        status: 403,
        body: { code: "business_account_required" },
      })
      expect((await download("store", quote.id, attachment.id, token)).status).toBe(404)
      expect(await storedFiles()).toHaveLength(1)
    })

    it("lets a revoked business read but not write", async () => {
      const { customer, quote, attachment } = await withFile()
      await shop.decide(customer.id, false)

      for (const options of [{ body: { text: "Hello" } }, { rawBody: formOf([["a.pdf", samples.pdf]]) }]) {
        expect(await write("store", quote.id, { token: customer.token, ...options })).toMatchObject({
          status: 403,
          body: { code: "verification_revoked" },
        })
      }
      expect(await storedFiles()).toHaveLength(1)
      expect(await download("store", quote.id, attachment.id, customer.token)).toMatchObject({ status: 200, content: samples.pdf })
    })

    it("lets a disabled account neither write nor read", async () => {
      const { customer, quote, attachment } = await withFile()
      await shop.webhook("user.updated", shop.clerk.users.ban(customer.user.id))

      expect(await write("store", quote.id, { token: customer.token, body: { text: "Hello" } })).toMatchObject({
        status: 403,
        body: { code: "account_disabled" },
      })
      expect((await download("store", quote.id, attachment.id, customer.token)).status).toBe(403)
    })

    it("answers 404 for another customer's quote before any file is stored", async () => {
      const { quote, attachment } = await withFile()
      const other = await shop.syncedBusiness("verified", { company: "Oak GmbH" })
      const own = await quoteOf(other)

      for (const options of [
        { body: { text: "Hello" } },
        { rawBody: formOf([["a.pdf", samples.pdf]]) },
        { rawBody: "no form", headers: { "content-type": "multipart/form-data" } },
      ]) {
        expect(await write("store", quote.id, { token: other.token, ...options })).toMatchObject({
          status: 404,
          body: { code: "not_found" },
        })
      }
      expect(await storedFiles()).toHaveLength(1)
      expect((await download("store", quote.id, attachment.id, other.token)).status).toBe(404)
      expect((await download("store", own.id, attachment.id, other.token)).status).toBe(404)
      expect((await download("admin", own.id, attachment.id, shop.admin.token)).status).toBe(404)
      expect((await download("admin", quote.id, attachment.id, other.token)).status).toBe(401)
      expect((await download("store", quote.id, attachment.id)).status).toBe(401)
      expect((await download("store", quote.id, attachment.id, shop.admin.token)).status).toBe(401)
    })

    it("lets an impersonator read but not write", async () => {
      const { customer, quote, attachment } = await withFile()
      const token = shop.tokenOf(customer.user, { claims: { act: { sub: "user_support" } } })

      expect(await write("store", quote.id, { token, rawBody: formOf([["a.pdf", samples.pdf]]) })).toMatchObject({
        status: 403,
        body: { code: "impersonation_not_allowed" },
      })
      expect((await download("store", quote.id, attachment.id, token)).status).toBe(200)
    })
  })

  describe.each(["store", "admin"] as const)("GET /%s/quotes/:id/attachments/:attachment_id", (side) => {
    const withFile = async (filename: string, content: Buffer) => {
      const { customer, quote } = await business()
      const { body } = await write("store", quote.id, { token: customer.token, rawBody: formOf([[filename, content]]) })
      const token = side === "store" ? customer.token : shop.admin.token
      return { quote, token, attachment: body.quote.messages[0].attachments[0] }
    }
    const pathOf = async () => path.join(privateFilesFolder, (await fileIds())[0])

    it.each([
      [
        "Zeichnung – 図面.pdf",
        samples.pdf,
        "application/pdf",
        "attachment; filename=\"Zeichnung ? ??.pdf\"; filename*=UTF-8''Zeichnung%20%E2%80%93%20%E5%9B%B3%E9%9D%A2.pdf",
      ],
      ["Größe.txt", samples.text, "text/plain; charset=utf-8", "attachment; filename=\"Gr??e.txt\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.txt"],
      ["evil.bat", samples.text, "text/plain; charset=utf-8", 'attachment; filename="evil.bat.txt"'],
      ["photo.png", samples.png, "image/png", 'attachment; filename="photo.png"'],
    ])("sends %s as a download that browsers do not render", async (filename, content, type, disposition) => {
      const { quote, token, attachment } = await withFile(filename, content)
      const answer = await download(side, quote.id, attachment.id, token)

      expect(answer.status).toBe(200)
      expect(answer.content).toEqual(content)
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        "content-type": type,
        "content-length": String(content.length),
        "content-disposition": disposition,
        "x-content-type-options": "nosniff",
        "content-security-policy": "sandbox; default-src 'none'",
        "cache-control": "private, no-store",
      })
    })

    it("answers 404 if there is no such file, or storage has lost it", async () => {
      const { quote, token, attachment } = await withFile("a.pdf", samples.pdf)

      for (const id of ["quoatt_none", "quomsg_none", "%00", "..%2F..%2Fetc%2Fpasswd"]) {
        expect((await download(side, quote.id, id, token)).status).toBe(404)
      }
      await unlink(await pathOf())
      const { status, content, headers } = await download(side, quote.id, attachment.id, token)
      expect(status).toBe(404)
      expect(JSON.parse(content.toString())).toMatchObject({ type: "not_found", code: "not_found" })
      expect(headers.get("content-disposition")).toBeNull()
    })

    it.each([
      ["less", 5],
      ["nothing", 0],
      ["more", 5_000],
    ])("cuts the connection if storage has %s of the file, and keeps serving", async (_what, size) => {
      const { quote, token, attachment } = await withFile("a.pdf", samples.pdf)
      await truncate(await pathOf(), size)

      await expect(download(side, quote.id, attachment.id, token)).rejects.toThrow()
      expect((await shop.get("/health", {})).status).toBe(200)
    })

    it("survives a client that disconnects during a download", async () => {
      const { quote, token, attachment } = await withFile("a.pdf", pdfOf(10 * MB))
      const headers = { authorization: `Bearer ${token}`, "x-publishable-api-key": shop.publishableKey }
      for (let attempt = 0; attempt < 5; attempt++) {
        await new Promise<void>((resolve) => {
          const call = httpRequest(`${shop.baseUrl}/${side}/quotes/${quote.id}/attachments/${attachment.id}`, { headers }, (answer) => {
            answer.once("close", resolve)
            answer.once("data", () => call.destroy())
          })
          call.once("error", () => undefined)
          call.end()
        })
      }

      expect((await download(side, quote.id, attachment.id, token)).content.length).toBe(10 * MB)
    })
  })

  describe("A slow form", () => {
    const START = `--${BOUNDARY}\r\n${TEXT_PART}\r\n--${BOUNDARY}\r\n${filePart('name="files"; filename="a.txt"')}`
    const END = `\r\n--${BOUNDARY}--\r\n`

    /** Sends the start of a form, and the rest when `send` is called. */
    const begin = async (quoteId: string, token: string) => {
      const call = httpRequest(`${shop.baseUrl}/store/quotes/${quoteId}/messages`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${token}`,
          "x-publishable-api-key": shop.publishableKey,
          "content-type": `multipart/form-data; boundary=${BOUNDARY}`,
          "content-length": Buffer.byteLength(START + END),
        },
      })
      const answered = new Promise<number | undefined>((resolve) => {
        call.once("response", (answer) => {
          answer.resume()
          resolve(answer.statusCode)
        })
        call.once("error", () => resolve(undefined))
        call.once("close", () => resolve(undefined))
      })
      await new Promise<void>((resolve) => call.write(START, () => resolve()))
      return {
        answered,
        leave: () => call.destroy(),
        send: () => {
          call.end(END)
          return answered
        },
      }
    }

    it("stores nothing if its client disconnects", async () => {
      const { quote, token } = await business()
      const form = await begin(quote.id, token)
      form.leave()

      expect(await form.answered).toBeUndefined()
      expect(await write("store", quote.id, { token, body: { text: "Here again" } })).toMatchObject({
        status: 200,
        body: { quote: { messages: [{ text: "Here again" }] } },
      })
      expect(await storedFiles()).toEqual([])
    })

    it("does not block the forms of other customers", async () => {
      const { quote, token } = await business()
      const other = await business()
      const forms = await Promise.all(Array.from({ length: 6 }, () => begin(quote.id, token)))
      const withFile = { rawBody: formOf([["a.pdf", samples.pdf]]) }

      expect(await write("store", other.quote.id, { token: other.token, ...withFile })).toMatchObject({ status: 200 })
      expect(await write("admin", quote.id, { token: shop.admin.token, ...withFile })).toMatchObject({ status: 200 })
      expect(await write("store", quote.id, { token, body: { text: "Without a file" } })).toMatchObject({ status: 200 })

      expect(await Promise.all(forms.map((form) => form.send()))).toEqual(forms.map(() => 200))
    })

    it("is refused if its customer sends too many at once", async () => {
      const { quote, token } = await business()
      const forms = await Promise.all(Array.from({ length: 30 }, () => begin(quote.id, token)))
      const refused = await Promise.race(forms.map((form) => form.answered))

      expect(refused).toBe(503)
      const answers = await Promise.all(forms.map((form) => form.send()))
      expect(answers.filter((status) => status === 200)).toHaveLength(25)
      expect(answers.filter((status) => status === 503 || status === undefined)).toHaveLength(5)
    })
  })

  it("keeps files byte for byte", async () => {
    const { quote, token } = await business()
    await write("store", quote.id, {
      token,
      rawBody: formOf([
        ["a.txt", samples.text],
        ["b.txt", Buffer.from("QUJD")],
      ]),
    })
    const [text, base64] = await fileIds()

    expect(await readFile(path.join(privateFilesFolder, text))).toEqual(samples.text)
    expect((await readFile(path.join(privateFilesFolder, base64))).toString()).toBe("QUJD")
  })

  it("stores twenty messages at once, each with its files", async () => {
    const { quote, token } = await business()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        write(index % 2 ? "store" : "admin", quote.id, {
          token: index % 2 ? token : shop.admin.token,
          rawBody: formOf([[`${index}.txt`, Buffer.from(`file ${index}`)]], { text: `message ${index}` }),
        })
      )
    )

    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    const { body } = await shop.get<QuoteAnswer>(`/store/quotes/${quote.id}`, { token })
    expect(body.quote.messages.map(({ text, attachments }) => [text, attachments[0].filename]).sort()).toEqual(
      Array.from({ length: 20 }, (_, index) => [`message ${index}`, `${index}.txt`]).sort()
    )
    await eventually(() =>
      expect(shop.events.list("quote.message").map(({ data }) => data)).toEqual(
        expect.arrayContaining(body.quote.messages.map(({ id, author }) => expect.objectContaining({ message_id: id, author })))
      )
    )
  })

  describe("A failure half-way", () => {
    const files = [
      { filename: "a.pdf", content: samples.pdf.toString("base64") },
      { filename: "b.pdf", content: samples.pdf.toString("base64") },
      { filename: "c.pdf", content: samples.pdf.toString("base64") },
    ]
    const run = async (quoteId: string, customerId: string, afterStep?: string) => {
      const { addQuoteMessageWorkflow } = fromBuiltPlugin<typeof import("../../src/workflows/quotes")>("workflows/quotes")
      const workflow = addQuoteMessageWorkflow(shop.container)
      if (afterStep) {
        workflow.insertActionAfter(afterStep, "fails-on-purpose", {
          invoke: async () => {
            throw new Error("This step fails on purpose")
          },
        })
      }
      const { errors } = await workflow.run({
        input: { quote_id: quoteId, customer_id: customerId, actor: { type: "customer", id: customerId }, text: "Hello", files },
        throwOnError: false,
      })
      expect(errors).toHaveLength(1)
    }

    it.each(["check-quote-message", "store-quote-files", "store-quote-message"])(
      "leaves nothing behind after the step %s",
      async (step) => {
        const { customer, quote } = await business()
        await shop.events.settle()
        shop.events.reset()
        await run(quote.id, customer.id, step)

        await expectNothingStored()
        await shop.events.settle()
        expect(shop.events.list("quote.")).toEqual([])
      }
    )

    it("leaves no file behind if the last of several cannot be stored", async () => {
      const { customer, quote } = await business()
      intercept(shop.container.resolve(Modules.FILE), "createFiles", (call) => {
        if (call === 3) {
          throw new Error("The disk is full")
        }
      })
      await run(quote.id, customer.id)

      await expectNothingStored()
    })

    it("deletes the other files if one cannot be deleted", async () => {
      const { customer, quote } = await business()
      intercept(shop.container.resolve(Modules.FILE), "deleteFiles", (call) => {
        if (call === 1) {
          throw new Error("Storage does not answer")
        }
      })
      await run(quote.id, customer.id, "store-quote-files")

      expect(await shop.rows("SELECT id FROM quote_message")).toEqual([])
      expect(await storedFiles()).toHaveLength(1)
    })

    it("refuses an individual who calls the workflow directly", async () => {
      const { quote } = await business()
      const { id } = await shop.synced()
      await run(quote.id, id)

      await expectNothingStored()
    })
  })
})
