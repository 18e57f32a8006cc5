import { performance } from "node:perf_hooks"
import { createClerkClient } from "@clerk/backend"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { type Memory, watchingMemory } from "../../../memory"

const PAGE_SIZE = 500

/** The result of reading all pages of Clerk's users. */
export type PagesAnswer = { seconds: number; memory: Memory; users: number }

/** Reads all Clerk users as a reconciliation does, with Clerk's SDK, and ignores them. */
export const POST = async ({ scope }: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const { secretKey, apiUrl } = scope.resolve("customer_role").options.clerk
  const { users } = createClerkClient({ secretKey, apiUrl, telemetry: { disabled: true } })
  const begun = performance.now()
  const { found, memory } = await watchingMemory(async () => {
    let read = await users.getCount().then(() => 0)
    for (let createdAtAfter = 0; ; ) {
      const { data } = await users.getUserList({ limit: PAGE_SIZE, orderBy: "+created_at", createdAtAfter })
      read += data.length
      createdAtAfter = data.at(-1)?.createdAt ?? createdAtAfter
      if (data.length < PAGE_SIZE) {
        return read
      }
    }
  })
  const answer: PagesAnswer = { seconds: (performance.now() - begun) / 1000, memory, users: found }
  res.json(answer)
}
