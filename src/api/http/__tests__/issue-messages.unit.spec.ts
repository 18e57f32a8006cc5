import { z } from "@medusajs/framework/zod"
import { amount, currencyCode, orderOf, paging, text, time } from "../schemas"
import { parseOrThrow } from "../validate"

const body = z.strictObject({
  name: text(5).optional(),
  revision: z.int().min(1).max(9).optional(),
  amount: amount.optional(),
  currency: currencyCode.optional(),
  until: time.optional(),
  order: orderOf(["created_at"]).optional(),
  gone: z.literal(true).optional(),
  lines: z
    .array(z.strictObject({ quantity: z.int() }))
    .max(2)
    .optional(),
  shares: z.number().gt(0).optional(),
  any: z.record(z.string(), z.union([z.string(), z.null()])).optional(),
})

const REFUSED: [value: unknown, message: string][] = [
  [null, "must be an object"],
  [[], "must be an object"],
  [{ name: 1 }, "name: must be a text"],
  [{ name: "Cedar GmbH" }, "name: must have at most 5 characters"],
  [{ revision: "1" }, "revision: must be a number"],
  [{ revision: 1.5 }, "revision: must be a whole number"],
  [{ revision: 0 }, "revision: must be at least 1"],
  [{ revision: 10 }, "revision: must be at most 9"],
  [{ shares: 0 }, "shares: must be more than 0"],
  [{ amount: -1 }, "amount: must not be negative"],
  [{ currency: "euro" }, "currency: must be a currency code of three letters (ISO 4217)"],
  [{ until: "tomorrow" }, "until: must be a time in ISO 8601 with an offset, such as 2026-12-31T17:00:00Z"],
  [{ order: "name" }, "order: must be one of created_at, -created_at"],
  [{ gone: false }, "gone: must be true"],
  [{ lines: {} }, "lines: must be a list"],
  [{ lines: [{ quantity: 1 }, {}] }, "lines.1.quantity: is missing"],
  [{ lines: [1, 2, 3].map((quantity) => ({ quantity })) }, "lines: must have at most 2"],
  [{ any: { x: 1 } }, "any.x: is not valid"],
  [{ note: "", price: 1 }, "has unknown fields: note, price"],
  [{ name: 1, revision: 0 }, "name: must be a text; revision: must be at least 1"],
]

describe("messageOf", () => {
  it.each(REFUSED)("explains why %j is refused", (value, message) => {
    expect(() => parseOrThrow(body, value)).toThrow(expect.objectContaining({ code: "invalid_request", message }))
  })

  it("names only a few of many unknown fields, and shortens long names", () => {
    const fields = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`${index}${"x".repeat(1000)}`, 1]))

    expect(() => parseOrThrow(body, fields)).toThrow(
      expect.objectContaining({ message: `has unknown fields: ${[0, 1, 2, 3, 4].map((index) => `${index}${"x".repeat(49)}`).join(", ")}` })
    )
  })

  it("leaves a valid body alone", () => {
    expect(parseOrThrow(z.strictObject(paging), {})).toEqual({ limit: 20, offset: 0 })
  })
})
