import type { ClerkStandIn, ClerkUserInput } from "clerk-stand-in"
import { ForeseenError } from "./foreseen-error"
import { demo, shown } from "./paths"
import type { Answer, Shop } from "./shop"

/** How far a shopper of the demo has come. */
type Standing = "individual" | "pending" | "verified" | "banned"

type Shopper = {
  standing: Standing
  id: string
  email: string
  first_name: string
  last_name: string
  unsafe_metadata: { accountType: "individual" | "business"; company?: string; tax_id?: string }
}

/** A shopper as `.demo/demo.json` shows him. */
export type DemoUser = { email: string; password: string; clerk_user_id: string; account_type: "individual" | "business" }

// Their ids are fixed: a stand-in that lost its memory must not bring strangers with known emails.
const SHOPPERS: Shopper[] = [
  {
    standing: "individual",
    id: "user_cedar_jonas_weber",
    email: "jonas.weber@example.com",
    first_name: "Jonas",
    last_name: "Weber",
    unsafe_metadata: { accountType: "individual" },
  },
  {
    standing: "pending",
    id: "user_cedar_claire_moreau",
    email: "claire.moreau@example.com",
    first_name: "Claire",
    last_name: "Moreau",
    unsafe_metadata: { accountType: "business", company: "Atelier Moreau SARL", tax_id: "FR40303265045" },
  },
  {
    standing: "verified",
    id: "user_cedar_pieter_de_vries",
    email: "pieter.devries@example.com",
    first_name: "Pieter",
    last_name: "de Vries",
    unsafe_metadata: { accountType: "business", company: "De Vries Werkplaats B.V.", tax_id: "NL004495445B01" },
  },
  {
    standing: "banned",
    id: "user_cedar_anton_gruber",
    email: "anton.gruber@example.com",
    first_name: "Anton",
    last_name: "Gruber",
    unsafe_metadata: { accountType: "business", company: "Gruber Handels GmbH", tax_id: "ATU12345675" },
  },
]

/** The shoppers as the stand-in takes them. */
export function shopperAccounts(password: string): ClerkUserInput[] {
  return SHOPPERS.map(({ standing: _, ...account }) => ({ ...account, password }))
}

/** The shoppers as they are shown to people, with how far each has come. */
export function demoUsers(password: string): (DemoUser & { standing: Standing })[] {
  return SHOPPERS.map(({ standing, id, email, unsafe_metadata }) => ({
    email,
    password,
    clerk_user_id: id,
    account_type: unsafe_metadata.accountType,
    standing,
  }))
}

/**
 * Brings every shopper to where he belongs, over the plugin's own routes and webhooks.
 *
 * @throws {ForeseenError} where the backend answers otherwise than it should
 */
export async function settleShoppers(shop: Shop, clerk: ClerkStandIn, password: string, admin: string): Promise<void> {
  for (const { standing, id } of SHOPPERS) {
    // Where the folder lost its secrets there are new ones, and the accounts have to follow.
    clerk.users.update(id, { password })
    if (standing === "banned") {
      await ban(shop, clerk, id)
    } else {
      const role = await synced(shop, clerk, id)
      if (standing === "verified" && role.is_verified !== true) {
        await verify(shop, admin, String(role.customer_id))
      }
    }
  }
  await clerk.webhooks.idle()
}

async function synced(shop: Shop, clerk: ClerkStandIn, id: string): Promise<Record<string, unknown>> {
  const { status, body } = await sync(shop, clerk, id)
  if (status !== 200) {
    throw unexpected(`The shopper ${id} could not be synced`, { status, body })
  }
  return body.customer_role as Record<string, unknown>
}

async function verify(shop: Shop, admin: string, customerId: string): Promise<void> {
  const answer = await shop.call({
    method: "POST",
    path: "/admin/customers/verify",
    token: admin,
    body: { customer_id: customerId, is_verified: true, note: "Welcome to Cedar for businesses." },
  })
  if (answer.status !== 200) {
    throw unexpected(`The customer ${customerId} could not be verified`, answer)
  }
}

async function ban(shop: Shop, clerk: ClerkStandIn, id: string): Promise<void> {
  // Known to the shop first and banned then, as it happens in life.
  if (clerk.users.get(id)?.banned) {
    clerk.users.unban(id)
    await clerk.webhooks.idle()
  }
  const answer = await sync(shop, clerk, id)
  if (answer.status !== 200 && answer.body.code !== "account_disabled") {
    throw unexpected(`The shopper ${id} could not be synced`, answer)
  }
  clerk.users.ban(id)
  await clerk.webhooks.idle()
}

function sync(shop: Shop, clerk: ClerkStandIn, id: string): Promise<Answer> {
  return shop.call({ method: "POST", path: "/store/customers/sync-role", token: clerk.mintToken(id) })
}

function unexpected(what: string, { status, body }: Answer): ForeseenError {
  return new ForeseenError(
    `${what}: the backend answered ${status} ${JSON.stringify(body)}. The reason is in ${shown(demo.log)}. ` +
      `Where the data was made by another version of the code, remove ${shown(demo.folder)} to begin anew.`
  )
}
