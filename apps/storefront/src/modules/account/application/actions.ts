"use server"

import { clerkClient } from "@clerk/nextjs/server"
import type { CustomerRole } from "medusa-customer-role-storefront/next"
import { revalidatePath } from "next/cache"
import * as z from "zod"
import { shopOfVisitor } from "@/lib/medusa/client"
import { attempt, type Outcome } from "../refusals"
import { whoActs } from "../who-acts"
import { companyShape, type CompanyValues } from "./company-schema"
import { checkTaxId } from "./tax-id"

const application = z.object(companyShape({ companyMissing: "", companyTooLong: "", countryMissing: "", taxIdTooLong: "" }))

/**
 * Sends an application for a business account, or a correction of one. It is written to Clerk, where sign-ups write
 * theirs, and the shop takes it from there. It grants nothing: the shop decides.
 */
export const applyAsBusiness = async (values: CompanyValues): Promise<Outcome<{ status: CustomerRole["verification_status"] }>> => {
  const read = application.safeParse(values)
  if (!read.success) {
    return { ok: false, refusal: "claim" }
  }
  const { company, country, taxId } = read.data
  return await attempt(async () => {
    const userId = await whoActs()
    const clerk = await clerkClient()
    await clerk.users.updateUserMetadata(userId, {
      unsafeMetadata: { accountType: "business", company, tax_id: (await checkTaxId(country, taxId)).value },
    })
    const shop = await shopOfVisitor()
    const { customer_role } = await shop.role.sync()
    revalidatePath("/", "layout")
    return { status: customer_role.verification_status }
  })
}
