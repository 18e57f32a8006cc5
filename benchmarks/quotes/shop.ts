import { Client } from "pg"
import { post, settle, signUp } from "../guard/shop"
import { runMedusa, startMedusa } from "../lib/medusa"
import { prepareShop } from "../lib/prepare-shop"
import type { BenchContext } from "../lib/result"

const ADMIN = { email: "admin@shop.test", password: "the admin's password" }

/** The number of quotes, and how many belong to the customer who requests their own. */
const USUAL = { quotes: 100_000, own: 5_000 }
const QUICK = { quotes: 3_000, own: 2_100 }

/** The number of lines in every quote. */
const LINES = 3

/** A shop with many quotes. */
export type QuoteShop = {
  port: number
  quotes: number
  own: number
  customer_id: string
  admin: Record<string, string>
  customer: Record<string, string>
}

/** Starts the shop and fills it with quotes, of which a tenth have been sent. */
export const openQuoteShop = async (context: BenchContext): Promise<QuoteShop> => {
  const { cleanup, say, quick } = context
  const { quotes, own } = quick ? QUICK : USUAL
  const { clerk, databaseUrl, environment } = await prepareShop(context, { tokenTtlSeconds: 3600 })
  await runMedusa(cleanup, environment, "user", "--email", ADMIN.email, "--password", ADMIN.password)
  say("Starting the shop")
  const port = await startMedusa(cleanup, environment)
  const { publishable_key } = await post<{ publishable_key: string }>(port, "/bench/shop", {})
  const { token } = await post<{ token: string }>(port, "/auth/user/emailpass", ADMIN)
  const { customer_id, medusaToken } = await signUp(port, clerk, { accountType: "business", company: "Cedar GmbH" })
  say(`Storing ${quotes} quotes`)
  await addQuotes(databaseUrl, { quotes, own, customer_id })
  await settle()
  return {
    port,
    quotes,
    own,
    customer_id,
    admin: { authorization: `Bearer ${token}` },
    customer: { authorization: `Bearer ${medusaToken}`, "x-publishable-api-key": publishable_key },
  }
}

const addQuotes = async (databaseUrl: string, { quotes, own, customer_id }: { quotes: number; own: number; customer_id: string }) => {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  const raw = (column: string) => `jsonb_build_object('value', ${column}::text, 'precision', 20)`
  try {
    await client.query(
      `INSERT INTO quote (id, number, customer_id, status, revision, currency_code, company_name, tax_id, valid_until, search_text, created_at)
       SELECT 'quo_' || n, 'Q-' || lpad(n::text, 6, '0'), CASE WHEN n <= $2 THEN $3 ELSE 'cus_other_' || n % 5000 END,
              CASE WHEN n % 10 = 0 THEN 'sent' ELSE 'requested' END, CASE WHEN n % 10 = 0 THEN 1 ELSE 0 END, 'eur',
              'Company ' || n, 'DE' || n, CASE WHEN n % 10 = 0 THEN now() + interval '30 days' END,
              'q-' || lpad(n::text, 6, '0') || chr(10) || 'company ' || n || chr(10) || 'de' || n || chr(10) || 'buyer' || n % 5000 || '@example.com',
              now() - n * interval '1 second'
       FROM generate_series(1, $1::int) n`,
      [quotes, own, customer_id]
    )
    await client.query(
      `INSERT INTO quote_revision (id, quote_id, revision, company_name, tax_id, valid_until, total, raw_total)
       SELECT 'quorev_' || r || substr(id, 4), id, r, company_name, tax_id, CASE WHEN r > 0 THEN valid_until END, 60, ${raw("60")}
       FROM quote CROSS JOIN LATERAL generate_series(0, revision) r`
    )
    await client.query(
      `INSERT INTO quote_item (id, quote_id, position, variant_id, sku, title, quantity, list_unit_price, raw_list_unit_price, unit_price, raw_unit_price)
       SELECT 'quoitm_' || p || substr(id, 4), id, p, 'variant_' || p, 'SKU-' || p, 'Part ' || p, 2, 10, ${raw("10")}, 10, ${raw("10")}
       FROM quote CROSS JOIN generate_series(0, ${LINES - 1}) p`
    )
    await client.query(
      `INSERT INTO quote_revision_item (id, revision_id, item_id, position, variant_id, sku, title, quantity, list_unit_price,
              raw_list_unit_price, unit_price, raw_unit_price, is_tax_inclusive)
       SELECT 'quorli_' || r.id || i.position, r.id, i.id, i.position, i.variant_id, i.sku, i.title, i.quantity, i.list_unit_price,
              i.raw_list_unit_price, i.unit_price, i.raw_unit_price, false
       FROM quote_revision r JOIN quote_item i ON i.quote_id = r.quote_id`
    )
    await client.query("VACUUM ANALYZE quote, quote_revision, quote_revision_item, quote_item")
  } finally {
    await client.end()
  }
}
