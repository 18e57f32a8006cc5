"use server"

import { revalidatePath } from "next/cache"
import { shopOfVisitor } from "@/lib/medusa/client"
import { isId } from "@/lib/medusa/id"
import { attempt, type Outcome } from "../refusals"
import { addressSchema, type AddressValues } from "./address-schema"
import { toMedusa } from "./to-medusa"

const changed = () => {
  revalidatePath("/[locale]/(dashboard)/account/addresses", "page")
  revalidatePath("/[locale]/(dashboard)/dashboard", "page")
}

/** Saves an address of the signed-in customer: a new one, or changes to one of theirs. */
export const saveAddress = async (id: string | null, values: AddressValues): Promise<Outcome> => {
  const read = addressSchema().safeParse(values)
  if (!read.success) {
    return { ok: false, refusal: "other" }
  }
  if (id !== null && !isId(id)) {
    return { ok: false, refusal: "gone" }
  }
  const { name, isDefault } = read.data
  return await attempt(async () => {
    const shop = await shopOfVisitor()
    const body = {
      ...toMedusa(read.data),
      address_name: name,
      is_default_shipping: isDefault,
      is_default_billing: isDefault,
    }
    await (id === null ? shop.store.customer.createAddress(body) : shop.store.customer.updateAddress(id, body))
    changed()
    return {}
  })
}

/** Deletes an address of the signed-in customer. One that is gone already counts as deleted. */
export const deleteAddress = async (id: string): Promise<Outcome> => {
  if (!isId(id)) {
    return { ok: true }
  }
  const outcome = await attempt(async () => {
    const shop = await shopOfVisitor()
    await shop.store.customer.deleteAddress(id)
    return {}
  })
  changed()
  return outcome.ok || outcome.refusal === "gone" ? { ok: true } : outcome
}
