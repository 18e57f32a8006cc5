import { z } from "@medusajs/framework/zod"
import { CustomerRoleError } from "../../errors"
import { UNSTORABLE } from "../../text/storable"

/** More lines than any shop can allow. Refused before each line is checked, which would take long. */
const MOST_LINES = 10_000

/** A text of at most `max` characters that the database can store, NUL and lone surrogates excluded. */
export const text = (max: number) =>
  z
    .string()
    .max(max, `must have at most ${max} characters`)
    .refine((value) => !UNSTORABLE.test(value), "must not contain NUL or unpaired surrogates")

/** Matches a visible character. Without one, a text of blanks and zero-width characters would count as filled. */
const VISIBLE = /[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u

/** A {@link text} with a visible character. Trims it. */
export const filledText = (max: number) =>
  text(max)
    .transform((value) => value.trim())
    .refine((value) => VISIBLE.test(value), "must not be empty")

/** A Medusa id. */
export const idText = filledText(255)

// The largest offset that PostgreSQL accepts.
const MOST_OFFSET = 2_147_483_647

/** A whole number in a query string. */
export const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be from ${least} to ${most}`)

/** The paging parameters of every list. */
export const paging = { limit: wholeNumber(1, 100).default(20), offset: wholeNumber(0, MOST_OFFSET).default(0) }

/** A yes or no in a query string. */
export const trueOrFalse = z.enum(["true", "false"]).transform((value) => value === "true")

/** The format of a list: JSON by the page, or all of it as CSV. */
export const listFormat = z.enum(["json", "csv"]).default("json")

/** A search term. Trims it. */
export const searchTerm = text(255).transform((value) => value.trim())

/** A column to order by. A leading `-` means descending. */
export const orderOf = <const T extends string>(columns: readonly T[]) =>
  z.enum([...columns, ...columns.map((column) => `-${column}` as const)])

/** A time in ISO 8601 with an offset. */
export const time = z.iso.datetime({ offset: true }).transform((value) => new Date(value))

const BOUNDS = ["$gt", "$gte", "$lt", "$lte"] as const

const NO_RANGE = `must have a bound: ${BOUNDS.join(", ")}, as in created_at[$gte]=2026-11-30T00:00:00Z`

/** A span of time in a query string, as Medusa's own lists take it. */
export const timeRange = z
  .strictObject(
    { $gt: time.optional(), $gte: time.optional(), $lt: time.optional(), $lte: time.optional() },
    { error: ({ code }) => (code === "invalid_type" ? NO_RANGE : undefined) }
  )
  .refine((range) => BOUNDS.some((bound) => range[bound] !== undefined), NO_RANGE)

/** An ISO 4217 currency code in any case. */
export const currencyCode = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z]{3}$/, "must be a currency code of three letters (ISO 4217)")

/** An amount in major units. */
export const amount = z.number().min(0, "must not be negative").max(1e12)

const lineName = { sku: filledText(255).optional(), variant_id: idText.optional() }

/** Turns a quantity that is not a number into a problem of its line, so that the answer can report it beside other lines' errors. */
const withQuantity = <T extends { quantity?: unknown }>({ quantity, ...line }: T) =>
  typeof quantity === "number"
    ? { ...line, quantity }
    : { ...line, quantity: NaN, problem: { code: "invalid_quantity" as const, message: whyNoNumber(quantity) } }

const LONGEST_SHOWN = 30

const whyNoNumber = (quantity: unknown): string => {
  if (quantity === undefined || quantity === null) {
    return "The line has no quantity. Send a whole number."
  }
  return typeof quantity === "string" && /^\d{1,9}$/.test(quantity)
    ? `The quantity is a text, not a whole number. Send ${Number(quantity)} instead of "${quantity}".`
    : `The quantity is ${kindOf(quantity)}. Send a whole number.`
}

const kindOf = (value: unknown): string => {
  if (typeof value === "string") {
    return `the text "${value.slice(0, LONGEST_SHOWN)}"`
  }
  return typeof value === "boolean" ? String(value) : Array.isArray(value) ? "a list" : "an object"
}

/** A requested line: exactly one of `sku` and `variant_id`, the quantity, and any fields that a resource adds. */
export const lineSchema = <T extends z.core.$ZodLooseShape>(more: T) =>
  z
    .strictObject({ ...lineName, quantity: z.unknown(), ...more })
    .refine(hasOneName, "must have exactly one of sku and variant_id")
    .transform(withQuantity)

const hasOneName = (line: Record<string, unknown>): boolean => (line.sku === undefined) !== (line.variant_id === undefined)

/** A list of at least one line. */
export const linesSchema = <T extends z.ZodType>(line: T) =>
  z
    .array(z.unknown())
    .min(1, "must have at least one line")
    .transform((lines) => {
      if (lines.length > MOST_LINES) {
        throw new CustomerRoleError("too_many_lines")
      }
      return lines
    })
    .pipe(z.array(line))

const addressText = text(255).nullish()

/** A postal address, as on Medusa's own store routes. */
export const addressSchema = z.strictObject({
  first_name: addressText,
  last_name: addressText,
  phone: addressText,
  company: addressText,
  address_1: addressText,
  address_2: addressText,
  city: addressText,
  country_code: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z]{2}$/, "must be a country code of two letters (ISO 3166-1 alpha-2)"),
  province: addressText,
  postal_code: addressText,
  metadata: z.record(text(255), z.union([text(1000), z.number(), z.boolean(), z.null()])).nullish(),
})

/** The address, shipping options and notes of an order. */
export const deliveryShape = {
  shipping_address: addressSchema.optional(),
  shipping_address_id: idText.optional(),
  billing_address: addressSchema.optional(),
  shipping_option_ids: z.array(idText).min(1, "must name at least one shipping option").max(50).optional(),
  purchase_order_number: filledText(255).optional(),
  note: filledText(1000).optional(),
}

/** A body with exactly one of `shipping_address` and `shipping_address_id`. */
export const withOneAddress = <T extends z.ZodType<{ shipping_address?: unknown; shipping_address_id?: unknown }>>(body: T) =>
  body.refine(
    ({ shipping_address, shipping_address_id }) => (shipping_address === undefined) !== (shipping_address_id === undefined),
    "send exactly one of shipping_address and shipping_address_id"
  )
