import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Interval } from "../../calendar/intervals"
import { CustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import type { RoleFigures } from "../../modules/customer-role/statistics/role-figures"
import { QUOTE_MODULE } from "../../modules/quote"
import type { QuoteFigures } from "../../modules/quote/quote-figures"
import { select } from "../../postgres/sql"
import { TurnQueue } from "../../queues/turn-queue"
import { type BulkOrderFigure, loadBulkOrderFigures } from "./figures/bulk-orders"
import { type AskedRange, resolveRange } from "./range/resolve-range"

export type GetStatisticsInput = AskedRange

/** What happened in a range of time, and how things stand now. Money is in major units. */
export type Statistics = Required<AskedRange> &
  Pick<RoleFigures, "businesses" | "applications"> & {
    /** By account type at sign-up. Every interval is there. */
    sign_ups: { start: string; individual: number; business: number }[]
    quotes: QuoteFigures
    /** Every interval is there. */
    bulk_orders: { start: string; count: number; value: { currency_code: string; total: number }[] }[]
  }

/** Each reader holds a connection of the pool that customers need, too. */
const readers = new TurnQueue({ atOnce: 2, mostWaiting: 20 })
const WAIT_AT_MOST_SECONDS = 20

const MOST_MILLISECONDS = 15_000

/** PostgreSQL's code for a statement that took longer than `statement_timeout`. */
const CANCELED = "57014"

/**
 * Returns the figures of a range. All of them come from one snapshot of the database, so they agree with each other.
 *
 * @throws CustomerRoleError `invalid_request` for a range that is empty or has too many intervals, or an unknown time zone;
 * `busy` if the figures take too long
 *
 * @example
 * const { sign_ups } = await getStatistics(container, { interval: "week", time_zone: "Europe/Berlin" })
 */
export const getStatistics = async (container: MedusaContainer, input: GetStatisticsInput): Promise<Statistics> => {
  const db: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  try {
    return await readers.run(
      () => db.transaction((trx) => readFigures(container, trx, input), { isolationLevel: "repeatable read", readOnly: true }),
      tooBusy,
      { waitAtMostSeconds: WAIT_AT_MOST_SECONDS }
    )
  } catch (error) {
    throw isCanceled(error) ? tooBusy() : error
  }
}

const tooBusy = () => new CustomerRoleError("busy", "The figures take too long at the moment. Ask for a shorter range, or try again.")

const isCanceled = (error: unknown): boolean => typeof error === "object" && error !== null && "code" in error && error.code === CANCELED

const readFigures = async (container: MedusaContainer, trx: Knex.Transaction, input: GetStatisticsInput): Promise<Statistics> => {
  await select(trx, "SELECT set_config('statement_timeout', ?, true)", [String(MOST_MILLISECONDS)])
  const { asked, counted, intervals } = await resolveRange(trx, input, new Date())
  const { sign_ups, ...roles } = await container.resolve(CUSTOMER_ROLE_MODULE).getFigures(counted, trx)
  const quotes = await container.resolve(QUOTE_MODULE).getFigures(counted, trx)
  const bulkOrders = await loadBulkOrderFigures(trx, counted)
  return {
    ...asked,
    sign_ups: intervals.map((interval) => toSignUps(interval, sign_ups)),
    ...roles,
    quotes,
    bulk_orders: intervals.map((interval) => toBulkOrders(interval, bulkOrders)),
  }
}

const toSignUps = ({ calendar_start, start }: Interval, signUps: RoleFigures["sign_ups"]): Statistics["sign_ups"][number] => {
  const countOf = (type: string) =>
    signUps.filter((figure) => figure.start === calendar_start && figure.account_type === type).reduce((sum, { count }) => sum + count, 0)
  return { start, individual: countOf("individual"), business: countOf("business") }
}

const toBulkOrders = ({ calendar_start, start }: Interval, figures: BulkOrderFigure[]): Statistics["bulk_orders"][number] => {
  const own = figures.filter((figure) => figure.start === calendar_start)
  return {
    start,
    count: own.reduce((sum, { count }) => sum + count, 0),
    value: own.map(({ currency_code, total }) => ({ currency_code, total })),
  }
}
