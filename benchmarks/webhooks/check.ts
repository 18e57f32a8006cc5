import { isDeepStrictEqual } from "node:util"
import { type ClerkHistory, expectedEnd } from "../../integration-tests/model/clerk-events"
import type { ClerkEvent } from "../../integration-tests/model/deliveries"
import { readDeliveries, readDuplicates, readEndState } from "../../integration-tests/model/end-state"
import type { WebhookShop } from "./shop"

/**
 * Compares the shop's final state with the model, row by row.
 *
 * @throws Error that names what differs: figures of a wrong result are worthless
 */
export const checkEnd = async ({ read }: WebhookShop, histories: readonly ClerkHistory[], events: readonly ClerkEvent[]): Promise<void> => {
  const expected = expectedEnd(histories)
  const actual = await readEndState(read)
  expectEqual("tombstones", actual.tombstones, expected.tombstones)
  expectEqual("users with a record", idsOf(actual.rows), idsOf(expected.rows))
  for (const [index, row] of expected.rows.entries()) {
    expectEqual(row.clerk_user_id, { ...actual.rows[index] }, row)
  }
  expectEqual("duplicates", await readDuplicates(read), [])
  const records = await readDeliveries(read)
  expectEqual("recorded deliveries", records.map(({ svix_id }) => svix_id).sort(), events.map(({ svix_id }) => svix_id).sort())
  expectEqual(
    "unfinished deliveries",
    records.filter(({ finished }) => !finished),
    []
  )
}

const idsOf = (rows: { clerk_user_id: string }[]): string[] => rows.map(({ clerk_user_id }) => clerk_user_id)

const SHOWN = 500

const expectEqual = (name: string, actual: unknown, expected: unknown): void => {
  if (!isDeepStrictEqual(actual, expected)) {
    const [is, not] = [actual, expected].map((value) => JSON.stringify(value).slice(0, SHOWN))
    throw new Error(`The final state differs from the model. ${name}:\n  ${is}\nbut the model has\n  ${not}`)
  }
}
