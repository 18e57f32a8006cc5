import { type Database, transact } from "../database"

/** When somebody signed up, and when the shop decided. */
export type PersonDates = { clerk_user_id: string; signed_up: Date; verified?: Date; rejected?: Date; revoked?: Date; disabled?: Date }

/** What was written between two moments belongs to a third, which is earlier. */
export type Moment = { since: Date; until: Date; at: Date }

const OFFICE_OPENS = 8
const OFFICE_HOURS = 9

/**
 * Returns a moment during office hours so many days ago; `index` spreads the moments of several things over the day.
 *
 * @example
 * daysAgo(12, 3)
 */
export function daysAgo(days: number, index: number, now = new Date()): Date {
  const date = new Date(now)
  date.setDate(date.getDate() - days)
  date.setHours(OFFICE_OPENS + ((index * 7) % OFFICE_HOURS), (index * 17) % 60, (index * 23) % 60, 0)
  return date
}

/** What has been moved already is left alone. */
const IS_NEW = "created_at > now() - interval '12 hours'"

/** The history and the timelines refuse changes, except here: no route signs anybody up in the past. */
const withoutTrigger = (table: string, statement: [sql: string, values: unknown[]]): [sql: string, values: unknown[]][] => [
  [`alter table ${table} disable trigger ${table}_append_only`, []],
  statement,
  [`alter table ${table} enable trigger ${table}_append_only`, []],
]

/** Writes into the demo's database when people signed up and when the shop decided about them. */
export async function datePeople({ url }: Database, people: PersonDates[]): Promise<void> {
  const dates = `jsonb_to_recordset($1) as d(
    clerk_user_id text, signed_up timestamptz, verified timestamptz, rejected timestamptz, revoked timestamptz, disabled timestamptz)`
  const values = [JSON.stringify(people)]
  const latest = "greatest(d.signed_up, d.verified, d.rejected, d.revoked, d.disabled)"
  await transact(url, [
    ...withoutTrigger("customer_role_event", [
      `update customer_role_event e set created_at = coalesce(
         case e.type when 'verified' then d.verified when 'rejected' then d.rejected when 'revoked' then d.revoked when 'disabled' then d.disabled end,
         d.signed_up)
       from ${dates} join customer_meta m on m.clerk_user_id = d.clerk_user_id
       where e.customer_meta_id = m.id and e.${IS_NEW} and m.${IS_NEW}`,
      values,
    ]),
    [
      `update customer c set created_at = d.signed_up, updated_at = ${latest}
       from ${dates} join customer_meta m on m.clerk_user_id = d.clerk_user_id
       where c.id = m.customer_id and c.${IS_NEW} and m.${IS_NEW}`,
      values,
    ],
    [
      `update customer_meta m set
         created_at = d.signed_up, updated_at = ${latest},
         waiting_since = case when m.waiting_since is not null then d.signed_up end,
         verified_at = case when m.verified_at is not null then d.verified end,
         denied_at = case when m.denied_at is not null then coalesce(d.revoked, d.rejected, m.denied_at) end,
         disabled_at = case when m.disabled_at is not null then coalesce(d.disabled, m.disabled_at) end
       from ${dates} where m.clerk_user_id = d.clerk_user_id and m.${IS_NEW}`,
      values,
    ],
  ])
}

/** Writes into the demo's database when each turn of a quote was taken. An offer is as long valid as it was. */
export async function dateQuote({ url }: Database, quoteId: string, moments: Moment[]): Promise<void> {
  const at = `(select m.at + (t.created_at - m.since) from jsonb_to_recordset($2) as m(since timestamptz, until timestamptz, at timestamptz)
               where t.created_at <= m.until order by m.until limit 1)`
  const values = [quoteId, JSON.stringify(moments)]
  await transact(url, [
    ...withoutTrigger("quote_event", [`update quote_event t set created_at = coalesce(${at}, created_at) where t.quote_id = $1`, values]),
    [`update quote_message t set created_at = coalesce(${at}, created_at) where t.quote_id = $1`, values],
    ...withoutTrigger("quote_revision", [
      `update quote_revision t set created_at = moved.at, valid_until = t.valid_until - (t.created_at - moved.at)
       from (select t.id, coalesce(${at}, t.created_at) as at from quote_revision t where t.quote_id = $1) moved where moved.id = t.id`,
      values,
    ]),
    [
      `update quote q set
         created_at = (select min(created_at) from quote_event where quote_id = q.id),
         updated_at = greatest((select max(created_at) from quote_event where quote_id = q.id),
                               (select max(created_at) from quote_message where quote_id = q.id)),
         valid_until = (select valid_until from quote_revision where quote_id = q.id and revision = q.revision),
         waiting_since = case when q.waiting_since is not null then greatest(
           (select max(created_at) from quote_event where quote_id = q.id and type in ('requested', 'renegotiated')),
           (select max(created_at) from quote_message where quote_id = q.id and author = 'customer')) end
       where q.id = $1`,
      [quoteId],
    ],
  ])
}

/** Writes into the demo's database that an order was placed earlier, because Medusa dates each order by the moment of the request. */
export async function dateOrder({ url }: Database, orderId: string, at: Date): Promise<void> {
  await transact(url, [
    [`update order_placer set created_at = $2 where id = $1 and ${IS_NEW}`, [orderId, at]],
    ...["payment", "payment_collection"].map((table): [string, unknown[]] => [
      `update ${table} set created_at = $2
       where ${table === "payment" ? "payment_collection_id" : "id"} in (select payment_collection_id from order_payment_collection where order_id = $1)
         and ${IS_NEW}`,
      [orderId, at],
    ]),
    [`update "order" set created_at = $2, updated_at = $2 where id = $1 and ${IS_NEW}`, [orderId, at]],
  ])
}
