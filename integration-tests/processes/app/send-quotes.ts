import type { ExecArgs } from "@medusajs/framework/types"

const DAY_MS = 24 * 60 * 60 * 1000

/** Run by `medusa exec`. Sends offers for all requested quotes, at half the list price. */
export default async function send({ container }: ExecArgs): Promise<void> {
  const quotes = container.resolve("quote")
  const actor = { type: "admin", id: "user_1" } as const
  const [requested] = await quotes.findQuotes({ status: "requested", limit: 1_000, offset: 0 })
  for (const { id, company_name, tax_id } of requested) {
    const { items } = await quotes.getQuote({ id })
    await quotes.updateDraft({
      id,
      changes: { update: items.map((item) => ({ id: item.id, unit_price: (item.list_unit_price ?? 0) / 2 })) },
      actor,
    })
    await quotes.sendQuote({ id, buyer: { company_name, tax_id }, default_valid_until: new Date(Date.now() + DAY_MS), actor })
  }
}
