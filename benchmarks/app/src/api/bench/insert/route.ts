import { performance } from "node:perf_hooks"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { recordDelivery } from "../../../record-delivery"

/** The input of {@link POST}: the number of rows, and how many to insert at a time. */
export type InsertInput = { rows: number; at_a_time: number }

/** Inserts rows inside the running shop, without an HTTP request for each. Returns the milliseconds of each and of all. */
export type InsertTimes = { each: number[]; all: number }

export const POST = async ({ scope, body: { rows, at_a_time } }: MedusaRequest<InsertInput>, res: MedusaResponse): Promise<void> => {
  const begun = performance.now()
  const each: number[] = []
  let left = rows
  const insert = async () => {
    while (left-- > 0) {
      const started = performance.now()
      await recordDelivery(scope)
      each.push(performance.now() - started)
    }
  }
  await Promise.all(Array.from({ length: at_a_time }, insert))
  const times: InsertTimes = { each, all: performance.now() - begun }
  res.json(times)
}
