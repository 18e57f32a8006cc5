import type { ClerkStandIn, ClerkUserInput } from "clerk-stand-in"
import { ForeseenError } from "./foreseen-error"
import { demo, shownPath } from "./paths"
import type { Answer, Shop } from "./shop"

/** How far a shopper of the demo gets: from signing up to a verified business. */
type Stage = "individual" | "pending" | "verified" | "banned"

type Shopper = {
  stage: Stage
  id: string
  email: string
  first_name: string
  last_name: string
  unsafe_metadata: { accountType: "individual" | "business"; company?: string; tax_id?: string }
}

/** A shopper as `.demo/demo.json` lists them. */
export type DemoUser = { email: string; password: string; clerk_user_id: string; account_type: "individual" | "business" }

// Fixed ids: if the stand-in loses its memory, the same people return instead of strangers with known e-mail addresses.
const SHOPPERS: Shopper[] = [
  {
    stage: "individual",
    id: "user_cedar_jonas_weber",
    email: "jonas.weber@example.com",
    first_name: "Jonas",
    last_name: "Weber",
    unsafe_metadata: { accountType: "individual" },
  },
  {
    stage: "pending",
    id: "user_cedar_claire_moreau",
    email: "claire.moreau@example.com",
    first_name: "Claire",
    last_name: "Moreau",
    unsafe_metadata: { accountType: "business", company: "Atelier Moreau SARL", tax_id: "FR40303265045" },
  },
  {
    stage: "verified",
    id: "user_cedar_pieter_de_vries",
    email: "pieter.devries@example.com",
    first_name: "Pieter",
    last_name: "de Vries",
    unsafe_metadata: { accountType: "business", company: "De Vries Werkplaats B.V.", tax_id: "NL004495445B01" },
  },
  {
    stage: "banned",
    id: "user_cedar_anton_gruber",
    email: "anton.gruber@example.com",
    first_name: "Anton",
    last_name: "Gruber",
    unsafe_metadata: { accountType: "business", company: "Gruber Handels GmbH", tax_id: "ATU12345675" },
  },
]

/** Returns the accounts to create in the stand-in. */
export function shopperAccounts(password: string): ClerkUserInput[] {
  return SHOPPERS.map(({ stage: _, ...account }) => ({ ...account, password }))
}

/** Returns the shoppers as people see them, with their stages. */
export function demoUsers(password: string): (DemoUser & { stage: Stage })[] {
  return SHOPPERS.map(({ stage, id, email, unsafe_metadata }) => ({
    email,
    password,
    clerk_user_id: id,
    account_type: unsafe_metadata.accountType,
    stage,
  }))
}

/**
 * Brings every shopper to their stage through the plugin's own routes and webhooks.
 *
 * @throws {ForeseenError} if the backend gives an unexpected answer
 */
export async function bringShoppersToStage(shop: Shop, clerk: ClerkStandIn, password: string, admin: string): Promise<void> {
  for (const { stage, id } of SHOPPERS) {
    // If the folder lost its secrets, the passwords are new and the accounts must follow.
    clerk.users.update(id, { password })
    if (stage === "banned") {
      await ban(shop, clerk, id)
    } else {
      const role = await synced(shop, clerk, id)
      if (stage === "verified" && role.is_verified !== true) {
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
  // Signs up first and is banned later, so that the shop knows the customer.
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
    `${what}: the backend answered ${status} ${JSON.stringify(body)}. The reason is in ${shownPath(demo.log)}. ` +
      `If another version of the code created the data, remove ${shownPath(demo.folder)} and start again.`
  )
}
