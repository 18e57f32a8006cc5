import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { QUOTE_MODULE } from "../../src/modules/quote"
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

const MODULE = `${__dirname}/../../src/modules/quote`
const ADMIN = { type: "admin", id: "user_admin" } as const
const BUYER = { company_name: "Cedar GmbH", tax_id: "DE1" }

jest.setTimeout(60_000)

moduleIntegrationTestRunner<QuoteModuleService>({
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
      const PAIRS = QUOTE_STATUSES.flatMap((from) => QUOTE_STATUSES.map((to): [QuoteStatus, QuoteStatus] => [from, to]))

      /** What each state needs beside its name, so that only the pair decides. */
      const columnsOf = (status: QuoteStatus) =>
        `status = '${status}', revision = 1, valid_until = now(), order_id = ${status === "accepted" ? "'order_1'" : "NULL"}`

      it.each(PAIRS)("lets a quote go from %s to %s only if the table does", async (from, to) => {
        const { id } = await request()
        await sql("ALTER TABLE quote DISABLE TRIGGER quote_transition")
        await sql(`UPDATE quote SET ${columnsOf(from)} WHERE id = ?`, [id])
        await sql("ALTER TABLE quote ENABLE TRIGGER quote_transition")
        const go = sql(`UPDATE quote SET ${columnsOf(to)} WHERE id = ?`, [id])

        if (from === to || allowedPairs().includes(`${from}>${to}`)) {
          await go
        } else {
          await expect(go).rejects.toThrow(`a quote does not go from ${from} to ${to}`)
        }
        const [{ status }] = await sql<{ status: string }>("SELECT status FROM quote WHERE id = ?", [id])
        expect(status).toBe(from === to || allowedPairs().includes(`${from}>${to}`) ? to : from)
      })

      it.each([
        ["quote_revision", "UPDATE quote_revision SET total = 0"],
        ["quote_revision", "DELETE FROM quote_revision"],
        ["quote_revision_item", "UPDATE quote_revision_item SET unit_price = 0"],
        ["quote_revision_item", "DELETE FROM quote_revision_item"],
        ["quote_event", "UPDATE quote_event SET note = 'x'"],
        ["quote_event", "DELETE FROM quote_event"],
      ])("keeps what is in %s as it was written: %s", async (table, statement) => {
        await send((await request()).id)

        await expect(sql(statement)).rejects.toThrow(`${table} is append-only`)
      })

      it("lets all of it go with its quote", async () => {
        const { id } = await send((await request()).id, "Our offer.")
        await service.deleteQuotes(id)

        for (const table of ["quote", "quote_item", "quote_revision", "quote_revision_item", "quote_message", "quote_event"]) {
          expect(await sql(`SELECT id FROM ${table}`)).toEqual([])
        }
      })

      it.each([
        ["an accepted one without an order", "UPDATE quote SET status = 'accepted'", "quote_accepted_check"],
        ["an order of one that is not accepted", "UPDATE quote SET order_id = 'order_1'", "quote_accepted_check"],
        ["a sent one without a time", "UPDATE quote SET valid_until = NULL", "quote_sent_check"],
        ["an attempt without its time", "UPDATE quote SET accepting_id = 'bulk_1'", "quote_accepting_check"],
        ["a quantity of nothing", "UPDATE quote_item SET quantity = 0", "quote_item_quantity_check"],
        ["a negative price", "UPDATE quote_item SET unit_price = -1", "quote_item_prices_check"],
      ])("refuses %s", async (_, statement, constraint) => {
        await send((await request()).id)

        await expect(sql(statement)).rejects.toThrow(constraint)
      })
    })

    describe("The service", () => {
      it("keeps two lines of one variant apart, in the order they were asked for", async () => {
        const { id } = await request({ items: [line({ quantity: 1 }), line({ sku: "NUT-20", variant_id: "variant_2" }), line({ quantity: 3, note: "Express" })] })
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

      it("keeps the request at list prices, whatever is offered", async () => {
        const { id, items, offer } = await request({ items: [line({ unit_price: 5 })] })

        expect(items[0].unit_price).toBe(5)
        expect(offer).toMatchObject({ revision: 0, total: 80, items: [{ unit_price: 8 }] })
        expect((await send(id)).offer).toMatchObject({ revision: 1, total: 50, items: [{ unit_price: 5 }] })
        expect(await service.listQuoteOffers(id)).toMatchObject([{ revision: 0, total: 80 }, { revision: 1, total: 50 }])
      })

      it.each([
        ["jpy", 0, 1250, 33, 838, 838_000],
        ["eur", 2, 9.99, 5, 9.49, 9_490],
        ["kwd", 3, 0.105, 50, 0.053, 53],
      ])("counts exactly in %s", async (currency_code, decimal_digits, list, discount_percentage, offered, total) => {
        const { id } = await request({
          currency_code,
          decimal_digits,
          items: [line({ list_unit_price: list, unit_price: list, quantity: 1000 })],
        })
        await service.updateDraft({ id, changes: { discount_percentage }, actor: ADMIN })
        const { offer } = await send(id)

        expect(offer.items[0].unit_price).toBe(offered)
        expect(offer.total).toBe(total)
        const [{ exact }] = await sql<{ exact: string }>("SELECT raw_unit_price->>'value' AS exact FROM quote_revision_item WHERE unit_price = ?", [
          String(offered),
        ])
        expect(exact).toBe(String(offered))
      })

      it("adds up many small amounts without an error", async () => {
        const { id } = await request({ items: Array.from({ length: 1000 }, () => line({ list_unit_price: 0.1, unit_price: 0.1, quantity: 3 })) })

        expect((await send(id)).offer.total).toBe(300)
      })

      it("moves updated_at on with each change, seen in milliseconds, also of several at the same time", async () => {
        const { id, updated_at } = await request()
        const times = await Promise.all(
          Array.from({ length: 10 }, async () => (await service.updateDraft({ id, changes: { internal_note: "x" }, actor: ADMIN })).updated_at)
        )
        const last = (await service.getQuote({ id })).updated_at

        expect(last.getTime()).toBeGreaterThanOrEqual(updated_at.getTime() + 10)
        expect(Math.max(...times.map((time) => time.getTime()))).toBe(last.getTime())
      })

      it("says what was written with a revision as a message too", async () => {
        const { id } = await request()
        const { messages } = await send(id, "Our offer.")

        expect(messages).toMatchObject([{ author: "admin", author_id: "user_admin", text: "Our offer." }])
        expect((await service.getOffer(id, 1)).message).toBe("Our offer.")
      })

      it("compares revisions of one quote, and knows no other", async () => {
        const { id } = await request()
        const quote = await send(id)

        expect(await service.compareOffers(quote, [0, 1])).toMatchObject({ from: 0, to: 1, currency_code: "eur", changed: [], total: [80, 80] })
        await expect(service.compareOffers(quote, [1, 2])).rejects.toMatchObject({ code: "invalid_request", message: "compare: the last revision is 1." })
      })

      it("keeps what a quote is searched by in step with its customer", async () => {
        const { id } = await request()
        await service.refreshSearch("cus_1", ["ada@oak.example", "Ada Lovelace"])
        const find = async (q: string) => (await service.findQuotes({ q, limit: 10, offset: 0 }))[0].map((quote) => quote.id)

        expect(await find("ada LOVELACE")).toEqual([id])
        expect(await find("cedar.example")).toEqual([])
        expect(await find("100%")).toEqual([])
      })
    })
  },
})
