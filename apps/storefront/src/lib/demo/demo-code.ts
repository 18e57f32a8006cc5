"use server"

import * as z from "zod"
import { latestDemoCode } from "./demo-file"

/** Returns the code of the demo for an address, to show it on the page. `null` outside the demo, and until there is one. */
export const readDemoCode = async (email: string, sentAfter: number): Promise<string | null> => {
  const input = z.object({ email: z.string().max(320), sentAfter: z.number() }).safeParse({ email, sentAfter })
  return input.success ? latestDemoCode(input.data.email, input.data.sentAfter) : null
}
