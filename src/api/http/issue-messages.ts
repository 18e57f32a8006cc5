import type { z } from "@medusajs/framework/zod"

/** Bounds for naming unknown fields, since a body may have many long ones. */
const NAMED_FIELDS = 5
const NAMED_CHARACTERS = 50

const KINDS = new Map([
  ["string", "a text"],
  ["number", "a number"],
  ["int", "a whole number"],
  ["boolean", "true or false"],
  ["array", "a list"],
  ["object", "an object"],
  ["record", "an object"],
])

/**
 * Returns the message for a value that a schema refuses without a message of its own: what the value must be.
 *
 * @example
 * schema.safeParse(value, { error: messageOf }) // "quantity: must be a whole number"
 */
export const messageOf: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is missing" : `must be ${KINDS.get(issue.expected) ?? issue.expected}`
    case "invalid_value":
      return `must be ${issue.values.length > 1 ? "one of " : ""}${issue.values.map(String).join(", ")}`
    case "too_small":
      return `must be ${issue.inclusive ? "at least" : "more than"} ${issue.minimum}`
    case "too_big":
      return issue.origin === "array" ? `must have at most ${issue.maximum}` : `must be at most ${issue.maximum}`
    case "unrecognized_keys":
      return `has unknown fields: ${issue.keys
        .slice(0, NAMED_FIELDS)
        .map((key) => key.slice(0, NAMED_CHARACTERS))
        .join(", ")}`
    case "invalid_format":
      return issue.format === "datetime"
        ? "must be a time in ISO 8601 with an offset, such as 2026-12-31T17:00:00Z"
        : "has the wrong format"
    default:
      return "is not valid"
  }
}
