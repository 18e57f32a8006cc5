import "server-only"

import { auth } from "@clerk/nextjs/server"
import type { ErrorCode } from "medusa-customer-role-storefront/errors"
import { type CustomerRole, isCustomerRoleError } from "medusa-customer-role-storefront/next"
import { headers } from "next/headers"
import { cache } from "react"
import { redirectTo } from "@/i18n/redirect-to"
import { shopOfVisitor } from "../medusa/client"
import { PATH_HEADER, signInUrl } from "./paths"

/** Who visits, as far as the server knows. */
export type Visitor =
  | { status: "signed-out" }
  | { status: "known"; userId: string; role: CustomerRole }
  /** Signed in, but the shop refuses this account. */
  | { status: "refused"; userId: string; denial: ErrorCode }
  /** Signed in, but the shop does not answer. Says nothing about the visitor. */
  | { status: "unavailable"; userId: string }

/**
 * Returns who visits. Asks the shop once for each request, however many components want to know, and never throws: the
 * page still has something to say where the shop does not answer.
 *
 * @example
 * const visitor = await getVisitor()
 * if (visitor.status === "known") {
 *   return <Dashboard role={visitor.role} />
 * }
 */
export const getVisitor = cache(async (): Promise<Visitor> => {
  const { userId } = await auth()
  if (!userId) {
    return { status: "signed-out" }
  }
  try {
    return { status: "known", userId, role: await readOrSync() }
  } catch (error) {
    if (isCustomerRoleError(error) && error.status < 500 && error.status !== 429) {
      return { status: "refused", userId, denial: error.code }
    }
    return { status: "unavailable", userId }
  }
})

const readOrSync = async (): Promise<CustomerRole> => {
  const { role } = await shopOfVisitor()
  try {
    return (await role.retrieve()).customer_role
  } catch (error) {
    if (isCustomerRoleError(error, "role_not_synced")) {
      return (await role.sync()).customer_role
    }
    throw error
  }
}

/** Returns the visitor's role, or `null` where it is not known. For the provider's `initialRole`. */
export const getRole = async (): Promise<CustomerRole | null> => {
  const visitor = await getVisitor()
  return visitor.status === "known" ? visitor.role : null
}

/**
 * Lets visitors through who are signed in, and sends the others to the sign-in, which brings them back.
 *
 * @example
 * const visitor = await requireSignedIn()
 */
export const requireSignedIn = async (): Promise<Exclude<Visitor, { status: "signed-out" }>> => {
  const visitor = await getVisitor()
  return visitor.status === "signed-out" ? await redirectTo(signInUrl((await headers()).get(PATH_HEADER))) : visitor
}
