import "server-only"

import { readFile } from "node:fs/promises"
import * as z from "zod"
import { demoFile } from "../settings"

const SCHEMA = z.object({
  users: z.array(
    z.object({
      email: z.string(),
      password: z.string(),
      account_type: z.enum(["individual", "business"]),
      stage: z.enum(["individual", "pending", "verified", "rejected", "revoked", "banned"]).optional(),
    })
  ),
  clerk: z.object({ api_url: z.url() }).optional(),
})

type DemoFile = z.infer<typeof SCHEMA>

/** Somebody whom the demo lets in, and how far they are with the shop. */
export type DemoSignIn = {
  email: string
  password: string
  role: "individual" | "business" | "pending" | "verified" | "rejected" | "revoked" | "banned"
}

/**
 * Reads the file of the demo, at each request: the demo writes it anew whenever it starts. `undefined` without the
 * setting `CEDAR_DEMO_FILE`, whatever lies around on the disk.
 */
const readDemo = async (): Promise<DemoFile | undefined> => {
  const path = demoFile()
  if (!path) {
    return undefined
  }
  try {
    return SCHEMA.safeParse(JSON.parse(await readFile(/* turbopackIgnore: true */ path, "utf8"))).data
  } catch {
    // The demo is about to write it, or has ended.
    return undefined
  }
}

/** Returns the demo's sign-ins for the sign-in page. None outside the demo. */
export const demoSignIns = async (): Promise<DemoSignIn[]> =>
  ((await readDemo())?.users ?? []).map(({ email, password, account_type, stage }) => ({ email, password, role: stage ?? account_type }))

/** Tells whether this is the demo with a stand-in of Clerk, which shows the codes that Clerk would send by e-mail. */
export const showsCodes = async (): Promise<boolean> => (await standInUrl()) !== undefined

const CODES = z.object({ email_codes: z.array(z.object({ code: z.string(), sent_at: z.number() })) })

/** Returns the code that the demo's stand-in of Clerk sent last to an address, after a moment in milliseconds. */
export const latestDemoCode = async (email: string, sentAfter: number): Promise<string | null> => {
  const standIn = await standInUrl()
  if (!standIn) {
    return null
  }
  const answer = await fetch(`${standIn}/v1/stand-in/email-codes?${new URLSearchParams({ email })}`, { cache: "no-store" }).catch(
    () => null
  )
  const codes = answer?.ok ? CODES.safeParse(await answer.json()).data?.email_codes : undefined
  return codes?.find(({ sent_at }) => sent_at >= sentAfter)?.code ?? null
}

/** The stand-in listens on this machine only. Any other address in the file is not one. */
const standInUrl = async (): Promise<string | undefined> => {
  const url = (await readDemo())?.clerk?.api_url
  return url && ["127.0.0.1", "localhost"].includes(new URL(url).hostname) ? url : undefined
}
