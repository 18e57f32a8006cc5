import { eventually } from "../helpers/eventually"
import { ENDED, type QuoteState, quotesOf, refusal, twoBusinesses } from "../helpers/quotes"
import { describeShop } from "../helpers/shop"

const MESSAGE = { message: "7 each?" }

describeShop("Customers' decisions on quotes", { catalogue: true, verifiedBusinesses: 1 }, (shop) => {
  const quotes = quotesOf(shop)

  describe("POST /store/quotes/:id/decline", () => {
    it("declines the offer, stores the reason and emits quote.declined", async () => {
      const business = await shop.syncedBusiness("verified")
      const sent = await quotes.sent(business.token)
      shop.events.reset()
      const { status, body } = await quotes.act(business.token, sent.id, "decline", { reason: "  Too dear.  " })

      expect(status).toBe(200)
      expect(body.quote).toMatchObject({
        id: sent.id,
        status: "declined",
        revision: 1,
        messages: [{ author: "customer", text: "Too dear." }],
        timeline: [{ type: "requested" }, { type: "sent" }, { type: "declined", by: "customer", note: "Too dear." }],
      })
      await eventually(() =>
        expect(shop.events.list("quote.")).toEqual([
          { name: "quote.declined", data: { id: sent.id, number: sent.number, customer_id: business.id } },
        ])
      )
    })

    it("needs no reason, and works after the business was revoked", async () => {
      const business = await shop.syncedBusiness("verified")
      const { id } = await quotes.sent(business.token)
      await shop.decide(business.id, false)

      expect(await quotes.act(business.token, id, "decline")).toMatchObject({
        status: 200,
        body: { quote: { status: "declined", messages: [] } },
      })
    })

    it("refuses an impersonator", async () => {
      const business = await shop.syncedBusiness("verified")
      const { id } = await quotes.sent(business.token)
      const token = shop.tokenOf(business.user, { claims: { act: { sub: "user_support" } } })

      expect(await quotes.act(token, id, "decline")).toMatchObject(refusal(403, "impersonation_not_allowed"))
      expect((await quotes.get(business.token, id)).body.quote.status).toBe("sent")
    })

    it.each<[QuoteState, string]>([
      ...ENDED,
      ["requested", "invalid_quote_state"],
      ["lapsed", "quote_expired"],
      ["expired", "quote_expired"],
    ])("refuses a quote that is %s", async (state, code) => {
      const business = await shop.syncedBusiness("pending")
      const id = await quotes.in(state, business.token)

      expect(await quotes.act(business.token, id, "decline")).toMatchObject(refusal(409, code))
    })

    it("answers 404 for another customer's quote", async () => {
      const [owner, other] = await twoBusinesses(shop)
      const individual = await shop.synced()
      const { id } = await quotes.sent(owner.token)

      for (const { token } of [other, individual]) {
        expect(await quotes.act(token, id, "decline")).toMatchObject(refusal(404, "not_found"))
      }
      for (const path of ["quo_none", "quo_%00", "x"]) {
        expect(await quotes.act(owner.token, path, "decline")).toMatchObject(refusal(404, "not_found"))
      }
      expect(await shop.post(`/store/quotes/${id}/decline`)).toMatchObject(refusal(401, "unauthenticated"))
      expect(await shop.post(`/store/quotes/${id}/decline`, { token: shop.admin.token })).toMatchObject(refusal(401, "unauthenticated"))
      expect(await quotes.get(owner.token, id)).toMatchObject({ body: { quote: { status: "sent", messages: [] } } })
    })

    it.each<[string, Record<string, unknown>]>([
      ["a blank reason", { reason: "  " }],
      ["a reason that is too long", { reason: "x".repeat(5001) }],
      ["a reason that is not a string", { reason: 1 }],
      ["NUL in a reason", { reason: "a\u0000b" }],
      ["half a character in a reason", { reason: "\ud83c" }],
      ["an unknown field", { status: "accepted" }],
    ])("refuses %s", async (_, body) => {
      const business = await shop.syncedBusiness("pending")
      const { id } = await quotes.sent(business.token)

      expect(await quotes.act(business.token, id, "decline", body)).toMatchObject(refusal(400, "invalid_request"))
    })
  })

  describe("POST /store/quotes/:id/renegotiate", () => {
    const renegotiate = (token: string, id: string, body: Record<string, unknown> = MESSAGE) => quotes.act(token, id, "renegotiate", body)

    it("requests another round and emits quote.renegotiated", async () => {
      const business = await shop.syncedBusiness("verified")
      const sent = await quotes.sent(business.token)
      shop.events.reset()
      const { status, body } = await renegotiate(business.token, sent.id)

      expect(status).toBe(200)
      expect(body.quote).toMatchObject({
        status: "requested",
        revision: 1,
        messages: [{ author: "customer", text: "7 each?" }],
        timeline: [{ type: "requested" }, { type: "sent" }, { type: "renegotiated", by: "customer", note: "7 each?" }],
      })
      await eventually(() =>
        expect(shop.events.list("quote.")).toEqual([
          { name: "quote.renegotiated", data: { id: sent.id, number: sent.number, customer_id: business.id } },
        ])
      )
    })

    it.each<[QuoteState]>([["lapsed"], ["expired"]])("starts a new round of a quote that is %s", async (state) => {
      const business = await shop.syncedBusiness("verified")
      const id = await quotes.in(state, business.token)

      expect(await renegotiate(business.token, id)).toMatchObject({ status: 200, body: { quote: { status: "requested", revision: 1 } } })
      expect(await quotes.admin.send(id)).toMatchObject({ status: 200, body: { quote: { status: "sent", revision: 2 } } })
      const { body } = await quotes.get(business.token, id)
      expect(Date.parse(body.quote.valid_until ?? "")).toBeGreaterThan(Date.now())
    })

    it.each<[QuoteState, string]>([...ENDED, ["requested", "invalid_quote_state"]])("refuses a quote that is %s", async (state, code) => {
      const business = await shop.syncedBusiness("verified")
      const id = await quotes.in(state, business.token)

      expect(await renegotiate(business.token, id)).toMatchObject(refusal(409, code))
    })

    it("writes the wishes for each line into the shop's draft and leaves the offer unchanged", async () => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(business.token)
      const [bolts, nuts] = quote.items
      const items = [
        { id: bolts.id, quantity: 40, target_unit_price: 6.95 },
        { id: nuts.id, note: "galvanised" },
      ]
      await quotes.admin.change(quote.id, { items: [{ id: nuts.id, remove: true }] })
      const { status, body } = await quotes.act(business.token, quote.id, "renegotiate", { message: "More, for less?", items })

      expect(status).toBe(200)
      expect(body.quote).toMatchObject({ status: "requested", revision: 1, total: quote.total, items: quote.items })
      expect(body.quote.timeline.at(-1)).toMatchObject({ type: "renegotiated", note: "More, for less?", items })
      const { quote: draft } = (await quotes.admin.get(quote.id)).body
      expect(draft.items).toMatchObject([
        { id: bolts.id, quantity: 40, target_unit_price: 6.95, unit_price: bolts.unit_price, note: null },
        { id: nuts.id, quantity: nuts.quantity, note: "galvanised", unit_price: nuts.unit_price },
      ])
      expect(draft.offer.items).toEqual(quote.items)
      expect(await quotes.admin.send(quote.id)).toMatchObject({
        status: 200,
        body: { quote: { revision: 2, offer: { items: [{ quantity: 40 }, { note: "galvanised" }] } } },
      })
    })

    it("changes nothing for a line that the customer cannot see, or for an impossible wish", async () => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(business.token)
      const [{ id }] = quote.items
      const added = await quotes.admin.change(quote.id, { items: [{ sku: "MADE-1", quantity: 1 }] })
      const ofTheDraft = added.body.quote.items[2].id
      const other = await quotes.offered(business.token)
      const refused: [what: string, items: unknown, named?: string][] = [
        ["an empty list", []],
        ["an unknown line", [{ id: "quoitm_none", quantity: 1 }], "quoitm_none"],
        ["a line that only the draft has", [{ id: ofTheDraft, quantity: 1 }], ofTheDraft],
        ["a line of another quote", [{ id: other.items[0].id, quantity: 1 }], other.items[0].id],
        [
          "a line twice",
          [
            { id, quantity: 1 },
            { id, note: "x" },
          ],
          "twice",
        ],
        ["a line without a wish", [{ id }], "target_unit_price"],
        ["a quantity of zero", [{ id, quantity: 0 }]],
        ["half a unit", [{ id, quantity: 1.5 }]],
        ["a price below nothing", [{ id, target_unit_price: -1 }]],
        ["a price finer than the currency", [{ id, target_unit_price: 6.955 }], "decimals"],
        ["a price that only the shop sets", [{ id, unit_price: 1 }], "unit_price"],
        ["a blank note", [{ id, note: "\u200b" }]],
        ["an object in place of the list", { id }],
      ]
      for (const [what, items, named = ""] of refused) {
        const answer = await quotes.act(business.token, quote.id, "renegotiate", { ...MESSAGE, items })
        expect({ what, ...answer }).toMatchObject({ what, ...refusal(400, "invalid_request") })
        expect(answer.body.message).toContain(named)
      }
      expect((await quotes.get(business.token, quote.id)).body.quote).toMatchObject({ status: "sent", messages: [] })
    })

    it("refuses a business that may not request quotes", async () => {
      const business = await shop.syncedBusiness("verified")
      const individual = await shop.synced()
      const { id } = await quotes.sent(business.token)
      await shop.decide(business.id, false)

      expect(await renegotiate(business.token, id)).toMatchObject(refusal(403, "verification_revoked"))
      expect(await renegotiate(individual.token, id)).toMatchObject(refusal(403, "business_account_required"))
      expect(await shop.post(`/store/quotes/${id}/renegotiate`, { body: MESSAGE })).toMatchObject(refusal(401, "unauthenticated"))
      expect(await quotes.get(business.token, id)).toMatchObject({ body: { quote: { status: "sent" } } })
    })

    it("answers 404 for another customer's quote", async () => {
      const [owner, other] = await twoBusinesses(shop)
      const { id } = await quotes.sent(owner.token)

      expect(await renegotiate(other.token, id)).toMatchObject(refusal(404, "not_found"))
      expect(await renegotiate(owner.token, "quo_%00")).toMatchObject(refusal(404, "not_found"))
      expect(await quotes.get(owner.token, id)).toMatchObject({ body: { quote: { status: "sent", messages: [] } } })
    })

    it.each<[string, Record<string, unknown>]>([
      ["a missing message", {}],
      ["a blank message", { message: " \n" }],
      ["NUL in a message", { message: "\u0000" }],
      ["a message that is too long", { message: "x".repeat(5001) }],
      ["an unknown field", { ...MESSAGE, unit_price: 1 }],
    ])("refuses %s", async (_, body) => {
      const business = await shop.syncedBusiness("verified")
      const { id } = await quotes.sent(business.token)

      expect(await renegotiate(business.token, id, body)).toMatchObject(refusal(400, "invalid_request"))
    })
  })

  describe("Simultaneous decisions", () => {
    // Each pair has one outcome, because the statuses exclude each other.
    it.each(["cancel", "decline", "renegotiate"])("%s and reject: one takes effect, the other is refused", async (action) => {
      const business = await shop.syncedBusiness("verified")
      for (let round = 0; round < 5; round++) {
        const { id } = await quotes.sent(business.token)
        const body = action === "renegotiate" ? MESSAGE : undefined
        const answers = await Promise.all([quotes.act(business.token, id, action, body), quotes.admin.reject(id)])
        const statuses = answers.map(({ status }) => status)
        const [{ status }] = await shop.rows<{ status: string }>("SELECT status FROM quote WHERE id = ?", [id])

        // The shop can reject after another round was requested, but not after a cancellation or a decline.
        if (action === "renegotiate" && statuses[0] === 200) {
          expect([
            [200, 200],
            [200, 409],
          ]).toContainEqual(statuses)
        } else {
          expect(statuses.sort()).toEqual([200, 409])
        }
        const end = answers[1].status === 200 ? "rejected" : { cancel: "cancelled", decline: "declined", renegotiate: "requested" }[action]
        expect(status).toBe(end)
      }
    })

    it("cancel and send: the quote ends cancelled, with or without the new revision", async () => {
      const business = await shop.syncedBusiness("verified")
      for (let round = 0; round < 5; round++) {
        const { id } = await quotes.requested(business.token)
        const [cancelled, sent] = await Promise.all([quotes.act(business.token, id, "cancel"), quotes.admin.send(id)])
        const [quote] = await shop.rows<{ status: string; revision: number }>("SELECT status, revision FROM quote WHERE id = ?", [id])
        const [{ count }] = await shop.rows<{ count: string }>("SELECT count(*) AS count FROM quote_revision WHERE quote_id = ?", [id])

        expect(cancelled.status).toBe(200)
        expect([200, 409]).toContain(sent.status)
        expect(quote).toEqual({ status: "cancelled", revision: sent.status === 200 ? 1 : 0 })
        expect(Number(count)).toBe(quote.revision + 1)
      }
    })

    it("decline and send: a decline never hits a revision that the customer has not seen, and no revision is lost", async () => {
      const business = await shop.syncedBusiness("verified")
      for (let round = 0; round < 5; round++) {
        const { id } = await quotes.sent(business.token)
        const [declined, sent] = await Promise.all([quotes.act(business.token, id, "decline"), quotes.admin.send(id)])
        const [quote] = await shop.rows<{ status: string; revision: number }>("SELECT status, revision FROM quote WHERE id = ?", [id])

        expect(declined.status).toBe(200)
        expect(quote).toEqual({ status: "declined", revision: sent.status === 200 ? 2 : 1 })
      }
    })
  })
})
