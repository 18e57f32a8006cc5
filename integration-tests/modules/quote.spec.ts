import { QUOTE_MODULE } from "../../src/modules/quote"
import { Migration20261128000000 } from "../../src/modules/quote/migrations/Migration20261128000000"
import { Migration20261128181600 } from "../../src/modules/quote/migrations/Migration20261128181600"
import { Migration20261128130100 } from "../../src/modules/quote/migrations/Migration20261128130100"
import { Migration20261128214733 } from "../../src/modules/quote/migrations/Migration20261128214733"
import { Quote } from "../../src/modules/quote/models/quote"
import { QuoteAttachment } from "../../src/modules/quote/models/quote-attachment"
import { QuoteEvent } from "../../src/modules/quote/models/quote-event"
import { QuoteItem } from "../../src/modules/quote/models/quote-item"
import { QuoteMessage } from "../../src/modules/quote/models/quote-message"
import { QuoteRevision } from "../../src/modules/quote/models/quote-revision"
import { QuoteRevisionItem } from "../../src/modules/quote/models/quote-revision-item"
import type QuoteModuleService from "../../src/modules/quote/service"
import { allowedPairs } from "../../src/modules/quote/transitions"
import { type NewQuote, type NewQuoteItem, QUOTE_STATUSES, type QuoteStatus } from "../../src/modules/quote/types"
import { describeModule } from "../helpers/module"

const MODULE = `${__dirname}/../../src/modules/quote`
const ADMIN = { type: "admin", id: "user_admin" } as const
const BUYER = { company_name: "Cedar GmbH", tax_id: "DE1" }

jest.setTimeout(60_000)

describeModule<QuoteModuleService>({
  moduleName: QUOTE_MODULE,
  resolve: MODULE,
  moduleModels: [Quote, QuoteItem, QuoteRevision, QuoteRevisionItem, QuoteMessage, QuoteAttachment, QuoteEvent],
  pathToMigrations: `${MODULE}/migrations`,
  testSuite: ({ service, MikroOrmWrapper }) => {
    const sql = async <T = Record<string, unknown>>(statement: string, bindings: (string | null)[] = []): Promise<T[]> => {
      const { rows } = await MikroOrmWrapper.forkManager().getKnex().raw<{ rows: T[] }>(statement, bindings)
      return rows
    }

    const line = (changes: Partial<NewQuoteItem> = {}): NewQuoteItem => ({
      variant_id: "variant_1",
      sku: "BOLT-10",
      title: "Bolts",
      variant_title: "M10",
      quantity: 10,
      list_unit_price: 8,
      unit_price: 8,
      target_unit_price: null,
      is_tax_inclusive: false,
      note: null,
      ...changes,
    })

    const request = (changes: Partial<NewQuote> = {}) =>
      service.requestQuote({
        customer_id: "cus_1",
        currency_code: "eur",
        decimal_digits: 2,
        region_id: null,
        sales_channel_id: null,
        cart_id: null,
        ...BUYER,
        items: [line()],
        search_terms: ["ada@cedar.example"],
        actor: { type: "customer", id: "cus_1" },
        ...changes,
      })

    const send = (id: string, message?: string) =>
      service.sendQuote({ id, default_valid_until: new Date(Date.now() + 60_000), buyer: BUYER, message, actor: ADMIN })

    describe("The database", () => {
      /** Returns the columns that each status requires, so that only the transition decides. */
      const columnsOf = (status: QuoteStatus, id: string) =>
        `status = '${status}', revision = 1, valid_until = now(), order_id = ${status === "accepted" ? `'order_${id}'` : "NULL"}`

      it.each(QUOTE_STATUSES)("allows exactly the transitions of the table from the status %s", async (from) => {
        for (const to of QUOTE_STATUSES) {
          const { id } = await request()
          await sql("ALTER TABLE quote DISABLE TRIGGER quote_transition")
          await sql(`UPDATE quote SET ${columnsOf(from, id)} WHERE id = ?`, [id])
          await sql("ALTER TABLE quote ENABLE TRIGGER quote_transition")
          const allowed = from === to || allowedPairs().includes(`${from}>${to}`)
          const outcome = await sql(`UPDATE quote SET ${columnsOf(to, id)} WHERE id = ?`, [id]).catch(String)

          expect({ to, outcome }).toEqual({
            to,
            outcome: allowed ? [] : expect.stringContaining(`a quote does not go from ${from} to ${to}`),
          })
          expect(await service.getQuoteRow({ id })).toMatchObject({ status: allowed ? to : from })
        }
      })

      it.each([
        ["quote_revision", "UPDATE quote_revision SET total = 0"],
        ["quote_revision", "DELETE FROM quote_revision"],
        ["quote_revision_item", "UPDATE quote_revision_item SET unit_price = 0"],
        ["quote_revision_item", "DELETE FROM quote_revision_item"],
        ["quote_event", "UPDATE quote_event SET note = 'x'"],
        ["quote_event", "DELETE FROM quote_event"],
      ])("rejects changes to %s: %s", async (table, statement) => {
        await send((await request()).id)

        await expect(sql(statement)).rejects.toThrow(`${table} is append-only`)
      })

      it("deletes everything with its quote", async () => {
        const { id } = await send((await request()).id, "Our offer.")
        await service.deleteQuotes(id)

        for (const table of ["quote", "quote_item", "quote_revision", "quote_revision_item", "quote_message", "quote_event"]) {
          expect(await sql(`SELECT id FROM ${table}`)).toEqual([])
        }
      })

      it.each([
        ["an accepted quote without an order", "UPDATE quote SET status = 'accepted'", "quote_accepted_check"],
        ["an order for a quote that is not accepted", "UPDATE quote SET order_id = 'order_1'", "quote_accepted_check"],
        ["a sent quote without valid_until", "UPDATE quote SET valid_until = NULL", "quote_sent_check"],
        ["an acceptance without a time", "UPDATE quote SET accepting_id = 'bulk_1'", "quote_accepting_check"],
        ["a quantity of zero", "UPDATE quote_item SET quantity = 0", "quote_item_quantity_check"],
        ["a negative price", "UPDATE quote_item SET unit_price = -1", "quote_item_prices_check"],
      ])("rejects %s", async (_, statement, constraint) => {
        await send((await request()).id)

        await expect(sql(statement)).rejects.toThrow(constraint)
      })
    })

    describe("The service", () => {
      it("keeps two lines of one variant apart and in their order", async () => {
        const { id } = await request({
          items: [line({ quantity: 1 }), line({ sku: "NUT-20", variant_id: "variant_2" }), line({ quantity: 3, note: "Express" })],
        })
        const { items, offer } = await service.getQuote({ id })

        expect(items.map(({ sku, quantity, note }) => [sku, quantity, note])).toEqual([
          ["BOLT-10", 1, null],
          ["NUT-20", 10, null],
          ["BOLT-10", 3, "Express"],
        ])
        expect(new Set(items.map((item) => item.id)).size).toBe(3)
        expect(offer.items).toEqual(items)
        expect((await send(id)).offer.items).toEqual(items)
      })

      it("keeps the request at list prices after an offer", async () => {
        const { id, items, offer } = await request({ items: [line({ unit_price: 5 })] })

        expect(items[0].unit_price).toBe(5)
        expect(offer).toMatchObject({ revision: 0, total: 80, items: [{ unit_price: 8 }] })
        expect((await send(id)).offer).toMatchObject({ revision: 1, total: 50, items: [{ unit_price: 5 }] })
        expect(await service.listQuoteOffers(id)).toMatchObject([
          { revision: 0, total: 80 },
          { revision: 1, total: 50 },
        ])
      })

      it.each([
        ["jpy", 0, 1250, 33, 838, 838_000],
        ["eur", 2, 9.99, 5, 9.49, 9_490],
        ["kwd", 3, 0.105, 50, 0.053, 53],
      ])("calculates exactly in %s", async (currency_code, decimal_digits, list, discount_percentage, offered, total) => {
        const { id } = await request({
          currency_code,
          decimal_digits,
          items: [line({ list_unit_price: list, unit_price: list, quantity: 1000 })],
        })
        await service.updateDraft({ id, changes: { discount_percentage }, actor: ADMIN })
        const { offer } = await send(id)

        expect(offer.items[0].unit_price).toBe(offered)
        expect(offer.total).toBe(total)
        const [{ exact }] = await sql<{ exact: string }>(
          "SELECT raw_unit_price->>'value' AS exact FROM quote_revision_item WHERE unit_price = ?",
          [String(offered)]
        )
        expect(exact).toBe(String(offered))
      })

      it("adds up many small amounts without an error", async () => {
        const { id } = await request({
          items: Array.from({ length: 1000 }, () => line({ list_unit_price: 0.1, unit_price: 0.1, quantity: 3 })),
        })

        expect((await send(id)).offer.total).toBe(300)
      })

      describe("The largest exact total", () => {
        /** The largest amount that is exact with a number of decimals, and the next one, which is not. */
        const BOUNDS = [
          ["jpy", 0, 9007199254740991, 9007199254740992],
          ["eur", 2, 90071992547409.91, 90071992547409.92],
          ["kwd", 3, 9007199254740.991, 9007199254740.992],
        ] as const

        it.each(BOUNDS)("can be sent in %s, and nothing above it", async (currency_code, decimal_digits, largest, tooLarge) => {
          const { id, items } = await request({
            currency_code,
            decimal_digits,
            items: [line({ list_unit_price: 1, unit_price: 1, quantity: 1 })],
          })
          const offer = (unit_price: number) =>
            service.updateDraft({ id, changes: { update: [{ id: items[0].id, unit_price }] }, actor: ADMIN })
          await offer(tooLarge)
          await expect(send(id)).rejects.toMatchObject({
            code: "invalid_request",
            message: "The total is too large to be calculated exactly. Reduce quantities or prices.",
          })
          expect(await service.getQuote({ id })).toMatchObject({ status: "requested", revision: 0, messages: [] })
          await offer(largest)

          expect((await send(id)).offer.total).toBe(largest)
          expect(await sql("SELECT total::text AS total FROM quote_revision WHERE revision = 1")).toEqual([{ total: String(largest) }])
        })

        it("is checked for the sum of all lines, also at list prices", async () => {
          const half = 45035996273704.96
          const dear = line({ list_unit_price: half, unit_price: half, quantity: 1 })
          await expect(request({ items: [dear, dear] })).rejects.toMatchObject({ code: "invalid_request" })
          await expect(request({ items: [dear, { ...dear, unit_price: 1 }] })).rejects.toMatchObject({ code: "invalid_request" })
          expect(await sql("SELECT id FROM quote")).toEqual([])

          await request({ items: [dear, { ...dear, list_unit_price: 45035996273704.95, unit_price: 1 }] })
        })
      })

      it("advances updated_at by at least a millisecond with each change, also in parallel", async () => {
        const { id, updated_at } = await request()
        const times = await Promise.all(
          Array.from(
            { length: 10 },
            async () => (await service.updateDraft({ id, changes: { internal_note: "x" }, actor: ADMIN })).updated_at
          )
        )
        const last = (await service.getQuote({ id })).updated_at

        expect(last.getTime()).toBeGreaterThanOrEqual(updated_at.getTime() + 10)
        expect(Math.max(...times.map((time) => time.getTime()))).toBe(last.getTime())
      })

      it("limits a customer's files also in parallel, and does not count the shop's", async () => {
        const [one, two] = [await request(), await request()]
        const customer = { type: "customer", id: "cus_1" } as const
        const write = (id: string, actor: Parameters<typeof service.addMessage>[0]["actor"], size: number) =>
          service
            .addMessage({
              id,
              actor,
              message: { text: "See attached.", attachments: [{ file_id: "f", filename: "a.pdf", mime_type: "application/pdf", size }] },
              most_file_bytes: 100,
            })
            .then(
              () => "stored",
              (error) => error.code
            )
        const answers = await Promise.all([one, two, one, two].map(({ id }) => write(id, customer, 40)))

        expect(answers.sort()).toEqual(["limit_reached", "limit_reached", "stored", "stored"])
        expect(await write(one.id, ADMIN, 500)).toBe("stored")
        await expect(service.checkMessage({ id: one.id, actor: customer, bytes: 21, most_file_bytes: 100 })).rejects.toMatchObject({
          code: "limit_reached",
        })
        expect(await write(one.id, customer, 20)).toBe("stored")
        expect(
          (await service.addMessage({ id: one.id, actor: customer, message: { text: "No files." }, most_file_bytes: 1 })).messages
        ).not.toEqual([])
      })

      it("stores the message of a revision as a message too", async () => {
        const { id } = await request()
        const { messages } = await send(id, "Our offer.")

        expect(messages).toMatchObject([{ author: "admin", author_id: "user_admin", text: "Our offer." }])
        expect((await service.getOffer(id, 1)).message).toBe("Our offer.")
      })

      it("compares revisions of one quote, and refuses one that does not exist", async () => {
        const { id } = await request()
        const quote = await send(id)

        expect(await service.compareOffers(quote, [0, 1])).toMatchObject({
          from: 0,
          to: 1,
          currency_code: "eur",
          changed: [],
          total: [80, 80],
        })
        await expect(service.compareOffers(quote, [1, 2])).rejects.toMatchObject({
          code: "invalid_request",
          message: "The last revision of the quote is 1. Compare two of its revisions.",
        })
      })

      it("refreshes the search terms of a customer's quotes", async () => {
        const { id } = await request()
        await service.refreshSearch("cus_1", ["ada@oak.example", "Ada Lovelace"])
        const find = async (q: string) => (await service.findQuotes({ q, limit: 10, offset: 0 }))[0].map((quote) => quote.id)

        expect(await find("ada LOVELACE")).toEqual([id])
        expect(await find("cedar.example")).toEqual([])
        expect(await find("100%")).toEqual([])
      })
    })

    describe("The migrations", () => {
      const SINCE_THE_FIRST = [Migration20261128000000, Migration20261128130100, Migration20261128181600, Migration20261128214733]
      const run = async (direction: "up" | "down", migrations = SINCE_THE_FIRST) => {
        const orm = MikroOrmWrapper.getOrm()
        for (const Migration of direction === "up" ? migrations : [...migrations].reverse()) {
          const migration = new Migration(orm.em.getDriver(), orm.config)
          await migration[direction]()
          for (const statement of migration.getQueries().map(String)) {
            await sql(statement.replaceAll("?", "\\?"))
          }
        }
      }
      /** Stores a quote as the first version did. */
      const requestedBefore = async (number: number, currency: string, region: string | null) => {
        await sql(
          "INSERT INTO quote (id, number, customer_id, currency_code, region_id, company_name, tax_id) VALUES (?, ?, 'cus_1', ?, ?, 'Cedar GmbH', 'DE1')",
          [`quo_${number}`, `Q-00000${number}`, currency, region]
        )
        await sql(
          `INSERT INTO quote_item
             (id, quote_id, position, variant_id, sku, title, quantity, list_unit_price, raw_list_unit_price, unit_price, raw_unit_price)
           SELECT 'quoitm_' || q.id || n, q.id, n, 'variant_' || n, NULL, 'Bolts', n + 1, 12.5, '{"value":"12.5"}', 12.5, '{"value":"12.5"}'
           FROM quote q, generate_series(0, 1) n WHERE q.id = ?`,
          [`quo_${number}`]
        )
      }
      /** Medusa's tables of currencies and tax preferences, if the shop has those modules. */
      const MEDUSAS_TABLES = [
        "CREATE TABLE currency (code text PRIMARY KEY, decimal_digits integer NOT NULL)",
        "INSERT INTO currency VALUES ('eur', 2), ('jpy', 0), ('kwd', 3)",
        "CREATE TABLE price_preference (attribute text, value text, is_tax_inclusive boolean, deleted_at timestamptz)",
        `INSERT INTO price_preference VALUES
           ('region_id', 'reg_de', true, NULL), ('region_id', 'reg_at', true, now()), ('currency_code', 'kwd', true, NULL), ('currency_code', 'eur', false, NULL)`,
      ]

      afterEach(() => sql("DROP TABLE IF EXISTS currency, price_preference"))

      it("give quotes of the first version decimals, taxes, a request revision and authors", async () => {
        await run("down")
        await requestedBefore(1, "eur", "reg_de")
        await requestedBefore(2, "jpy", null)
        await requestedBefore(3, "kwd", "reg_at")
        await requestedBefore(4, "eur", "reg_fr")
        await sql("INSERT INTO quote_message (id, author, text, quote_id) VALUES ('quomsg_1', 'merchant', 'Hello', 'quo_1')")
        for (const statement of MEDUSAS_TABLES) {
          await sql(statement)
        }

        await run("up")

        const migrated = await Promise.all([1, 2, 3, 4].map((number) => service.getQuote({ id: `quo_${number}` })))
        expect(
          migrated.map(({ decimal_digits, items }) => [decimal_digits, items.map(({ is_tax_inclusive }) => is_tax_inclusive)])
        ).toEqual([
          [2, [true, true]],
          [0, [false, false]],
          [3, [true, true]],
          [2, [false, false]],
        ])
        expect(migrated[0]).toMatchObject({
          status: "requested",
          revision: 0,
          offer: {
            revision: 0,
            total: 37.5,
            company_name: "Cedar GmbH",
            items: [{ id: "quoitm_quo_10", is_tax_inclusive: true }, { id: "quoitm_quo_11" }],
          },
          messages: [{ author: "admin", text: "Hello" }],
        })
        expect(await service.findQuotes({ q: "cedar", limit: 10, offset: 0 })).toMatchObject([expect.any(Array), 4])
        expect((await send("quo_1")).offer).toMatchObject({ revision: 1, total: 37.5 })
      })

      it("mark search texts with non-ASCII letters, and only a refresh clears the mark", async () => {
        await run("down")
        await requestedBefore(1, "eur", "reg_de")
        await requestedBefore(2, "eur", "reg_de")
        await sql("UPDATE quote SET company_name = 'MÜLLER GmbH' WHERE id = 'quo_2'")
        await run("up")

        expect(await sql("SELECT id FROM quote WHERE is_search_stale")).toEqual([{ id: "quo_2" }])
        expect(await service.listCustomersWithStaleSearch(10)).toEqual(["cus_1"])

        await service.refreshSearch("cus_1", ["ada@cedar.example"])

        expect(await service.listCustomersWithStaleSearch(10)).toEqual([])
        expect((await service.findQuotes({ q: "müller", limit: 10, offset: 0 }))[0]).toMatchObject([{ id: "quo_2" }])
      })

      it("refuse to go down if offers would be lost", async () => {
        const { id } = await request()
        await send(id)
        await expect(run("down", [Migration20261128000000])).rejects.toThrow("quotes have been sent")

        expect((await service.getQuote({ id })).offer).toMatchObject({ revision: 1, total: 80 })
      })

      it("refuse to go down if lines have no price", async () => {
        const { id } = await request({ items: [line({ list_unit_price: null, unit_price: null })] })
        await expect(run("down", [Migration20261128130100])).rejects.toThrow("lines without a price")

        expect(await service.getQuote({ id })).toMatchObject({ offer: { total: null }, items: [{ unit_price: null }] })
        await expect(send(id)).rejects.toMatchObject({ code: "price_missing" })
        await expect(
          sql("INSERT INTO quote_revision (id, quote_id, revision, valid_until) VALUES ('quorev_x', ?, 1, now())", [id])
        ).rejects.toThrow("quote_revision_total_check")
      })

      it("work without Medusa's tables", async () => {
        await run("down")
        await requestedBefore(1, "eur", "reg_de")
        await run("up")

        expect(await service.getQuote({ id: "quo_1" })).toMatchObject({
          decimal_digits: 2,
          items: [{ is_tax_inclusive: false }, { is_tax_inclusive: false }],
        })
      })
    })
  },
})
