"use server"

import { clerkClient } from "@clerk/nextjs/server"
import { revalidatePath } from "next/cache"
import * as z from "zod"
import { shopOfVisitor } from "@/lib/medusa/client"
import { attempt, type Outcome } from "../refusals"
import { whoActs } from "../who-acts"

/** Name and phone of the form. */
export type ProfileValues = { firstName: string; lastName: string; phone: string }

const profile = z.object({
  firstName: z.string().trim().min(1).max(100),
  lastName: z.string().trim().min(1).max(100),
  phone: z.string().trim().max(40),
})

/**
 * Saves name and phone of the signed-in customer. The name is Clerk's and follows from there to the shop, the phone is
 * the shop's. `isPhoneSaved` is `false` where only the name could be saved.
 */
export const saveProfile = async (values: ProfileValues): Promise<Outcome<{ isPhoneSaved: boolean }>> => {
  const read = profile.safeParse(values)
  if (!read.success) {
    return { ok: false, refusal: "other" }
  }
  const { firstName, lastName, phone } = read.data
  const named = await attempt(async () => {
    const userId = await whoActs()
    const clerk = await clerkClient()
    await clerk.users.updateUser(userId, { firstName, lastName })
    return {}
  })
  if (!named.ok) {
    return named
  }
  const saved = await attempt(async () => {
    const shop = await shopOfVisitor()
    await shop.store.customer.update({ first_name: firstName, last_name: lastName, phone })
    return {}
  })
  revalidatePath("/[locale]/(dashboard)/account/profile", "page")
  revalidatePath("/[locale]/(dashboard)/dashboard", "page")
  return { ok: true, isPhoneSaved: saved.ok }
}
