"use server"

import { clerkClient } from "@clerk/nextjs/server"
import { revalidatePath } from "next/cache"
import * as z from "zod"
import { shopOfVisitor } from "@/lib/medusa/client"
import { attempt, type Outcome } from "../refusals"
import { whoActs } from "../who-acts"
import type { AppliedStatus } from "./application-result"
import { claimOf } from "./claim"
import { companyShape, type CompanyValues } from "./company-schema"

/** Where the shop has not answered, Clerk's webhook brings it the application. */
const UNANSWERED: ReadonlySet<string> = new Set(["noAnswer", "uncertain", "busy"])

const application = z.object(companyShape({ companyMissing: "", companyTooLong: "", countryMissing: "", taxIdTooLong: "" }))

/**
 * Sends an application for a business account, or a correction of one. It is written to Clerk, where sign-ups write
 * theirs, and the shop takes it from there. It grants nothing: the shop decides.
 */
export const applyAsBusiness = async (values: CompanyValues): Promise<Outcome<{ status: AppliedStatus }>> => {
  const read = application.safeParse(values)
  if (!read.success) {
    return { ok: false, refusal: "claim" }
  }
  const written = await attempt(async () => {
    const userId = await whoActs()
    const clerk = await clerkClient()
    await clerk.users.updateUserMetadata(userId, { unsafeMetadata: await claimOf(read.data) })
    return {}
  })
  if (!written.ok) {
    return written
  }
  const synced = await attempt(async () => {
    const shop = await shopOfVisitor()
    return { status: (await shop.role.sync()).customer_role.verification_status }
  })
  revalidatePath("/", "layout")
  return synced.ok || !UNANSWERED.has(synced.refusal) ? synced : { ok: true, status: "unknown" }
}
