import { z } from "@medusajs/framework/zod"
import { CALENDAR_INTERVALS } from "../../../calendar/intervals"
import { listFormat } from "../../http/schemas"

const [EARLIEST, LATEST] = ["1970", "2999"]

/** A day of the calendar, or a moment in ISO 8601 with an offset. */
const dayOrTime = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], "must be a date such as 2026-11-30, or a time in ISO 8601 with an offset")
  .refine((text) => text.slice(0, 4) >= EARLIEST && text.slice(0, 4) <= LATEST, `must be in the years from ${EARLIEST} to ${LATEST}`)

/** UTC, or `Area/City`. JavaScript and PostgreSQL understand abbreviations and offsets in different ways. */
const NAMED_ZONE = /^(UTC|[A-Za-z_]+(\/[A-Za-z0-9_+-]+){1,2})$/

const isTimeZone = (name: string): boolean => {
  try {
    return NAMED_ZONE.test(name) && new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined
  } catch {
    return false
  }
}

/** The query of `GET /admin/customer-role/statistics`. */
export const GetStatistics = z.strictObject({
  from: dayOrTime.optional(),
  to: dayOrTime.optional(),
  interval: z.enum(CALENDAR_INTERVALS).default("day"),
  time_zone: z
    .string()
    .max(64, "must have at most 64 characters")
    .refine(isTimeZone, "must be UTC or a time zone such as Europe/Berlin")
    .default("UTC"),
  format: listFormat,
})

export type GetStatisticsType = z.infer<typeof GetStatistics>
