import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { type CountedRange, isInRange } from "../../postgres/intervals"
import { select } from "../../postgres/sql"
import { OPEN_STATUSES } from "./transitions"
import type { QuoteStatus } from "./types"

/** Figures about quotes. Values are in major units. */
export type QuoteFigures = {
  /** Quotes requested in the range, by customers or on their behalf. */
  requested: number
  /** Quotes with an offer that was sent in the range, however many revisions. */
  sent: number
  /** Quotes accepted in the range. */
  accepted: number
  /** As of now. */
  by_status: Record<QuoteStatus, number>
  /** `open`: of the quotes requested in the range that are still requested or sent. `accepted`: of those accepted in the range. */
  value: { currency_code: string; open: number; accepted: number }[]
}

/**
 * Returns the figures as one transaction sees them.
 *
 * @example
 * const { requested, accepted } = await loadQuoteFigures(trx, { from, to, interval: "day", time_zone: "UTC" })
 */
export const loadQuoteFigures = async (trx: Knex, range: CountedRange): Promise<QuoteFigures> => {
  const [{ requested }] = await select<{ requested: string }>(
    trx,
    `SELECT count(*) AS requested FROM quote q WHERE q.deleted_at IS NULL AND ${isInRange("q.created_at")}`,
    range
  )
  const [{ sent }] = await select<{ sent: string }>(
    trx,
    `SELECT count(DISTINCT e.quote_id) AS sent FROM quote_event e JOIN quote q ON q.id = e.quote_id
     WHERE e.type = 'sent' AND q.deleted_at IS NULL AND ${isInRange("e.created_at")}`,
    range
  )
  const accepted = await valueAccepted(trx, range)
  return {
    requested: Number(requested),
    sent: Number(sent),
    accepted: accepted.reduce((sum, { count }) => sum + Number(count), 0),
    by_status: (await countByStatus(trx)).by_status,
    value: join(await valueOpen(trx, range), accepted),
  }
}

/**
 * Counts the quotes that match a condition, by status, and those for which the customer waits for the shop.
 *
 * @example
 * const { by_status, waiting } = await countByStatus(db, "q.customer_id = ?", ["cus_123"])
 */
export const countByStatus = async (
  db: Knex,
  where = "q.deleted_at IS NULL",
  bindings: Knex.RawBinding[] = []
): Promise<{ by_status: Record<QuoteStatus, number>; waiting: number }> => {
  const rows = await select<{ status: QuoteStatus; count: string; waiting: string }>(
    db,
    `SELECT q.status, count(*) AS count, count(q.waiting_since) AS waiting FROM quote q WHERE ${where} GROUP BY q.status`,
    bindings
  )
  const by_status = { requested: 0, sent: 0, accepted: 0, declined: 0, expired: 0, cancelled: 0, rejected: 0 }
  for (const { status, count } of rows) {
    by_status[status] = Number(count)
  }
  return { by_status, waiting: rows.reduce((sum, { waiting }) => sum + Number(waiting), 0) }
}

type Valued = { currency_code: string; count: string; total: string | null }

/** The last revision is what the customer could accept. One without a total has lines without a price. */
const valueOpen = async (trx: Knex, range: CountedRange): Promise<Valued[]> =>
  select<Valued>(
    trx,
    `SELECT q.currency_code, count(*) AS count, sum(r.total) AS total
     FROM quote q JOIN quote_revision r ON r.quote_id = q.id AND r.revision = q.revision
     WHERE q.deleted_at IS NULL AND q.status = ANY(:open) AND ${isInRange("q.created_at")} GROUP BY q.currency_code`,
    { ...range, open: [...OPEN_STATUSES] }
  )

const valueAccepted = async (trx: Knex, range: CountedRange): Promise<Valued[]> =>
  select<Valued>(
    trx,
    `SELECT q.currency_code, count(*) AS count, sum(r.total) AS total
     FROM quote_event e
     JOIN quote q ON q.id = e.quote_id
     JOIN quote_revision r ON r.quote_id = q.id AND r.revision = e.revision
     WHERE e.type = 'accepted' AND q.deleted_at IS NULL AND ${isInRange("e.created_at")} GROUP BY q.currency_code`,
    range
  )

const join = (open: Valued[], accepted: Valued[]): QuoteFigures["value"] => {
  const totalIn = (values: Valued[], currency: string) => Number(values.find(({ currency_code }) => currency_code === currency)?.total ?? 0)
  const currencies = [...new Set([...open, ...accepted].map(({ currency_code }) => currency_code))].sort()
  return currencies.map((currency_code) => ({
    currency_code,
    open: totalIn(open, currency_code),
    accepted: totalIn(accepted, currency_code),
  }))
}
