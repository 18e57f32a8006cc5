import type { ClerkStandIn, ClerkUserInput } from "clerk-stand-in"
import { type Answer, type Shop, unexpectedAnswer } from "./shop"

/** How far a shopper of the demo gets. */
export type Stage = "individual" | "pending" | "verified" | "rejected" | "revoked" | "banned"

type Shopper = {
  stage: Stage
  id: string
  email: string
  first_name: string
  last_name: string
  unsafe_metadata: { accountType: "individual" | "business"; company?: string; tax_id?: string }
}

/** A shopper as `.demo/demo.json` lists them. */
export type DemoUser = {
  email: string
  password: string
  clerk_user_id: string
  account_type: "individual" | "business"
  stage: Stage
}

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
    stage: "rejected",
    id: "user_cedar_lukas_brandt",
    email: "lukas.brandt@example.com",
    first_name: "Lukas",
    last_name: "Brandt",
    unsafe_metadata: { accountType: "business", company: "Brandt Montagetechnik GmbH", tax_id: "DE214836500" },
  },
  {
    stage: "revoked",
    id: "user_cedar_elise_janssens",
    email: "elise.janssens@example.com",
    first_name: "Elise",
    last_name: "Janssens",
    unsafe_metadata: { accountType: "business", company: "Drukkerij Janssens BV", tax_id: "BE0877420329" },
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
export function demoUsers(password: string): DemoUser[] {
  return SHOPPERS.map(({ stage, id, email, unsafe_metadata }) => ({
    email,
    password,
    clerk_user_id: id,
    account_type: unsafe_metadata.accountType,
    stage,
  }))
}

/** Returns the Clerk id of the shopper at a stage. */
export function shopperOf(stage: Stage): string {
  const shopper = SHOPPERS.find((one) => one.stage === stage)
  if (!shopper) {
    throw new Error(`The demo has no shopper who is ${stage}.`)
  }
  return shopper.id
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
      await decide(shop, admin, stage, role)
    }
  }
  await clerk.webhooks.idle()
}

async function synced(shop: Shop, clerk: ClerkStandIn, id: string): Promise<Record<string, unknown>> {
  const { status, body } = await sync(shop, clerk, id)
  if (status !== 200) {
    throw unexpectedAnswer(`The shopper ${id} could not be synced`, { status, body })
  }
  return body.customer_role as Record<string, unknown>
}

const NOTES = {
  verified: "Welcome to Cedar for businesses.",
  rejected: "The tax ID belongs to a company with another name. Correct it and send the application again.",
  revoked: "The company was removed from the trade register in October. Write to us if that is a mistake.",
} as const

/** Takes the shop's decisions that lead from the present status to the wanted one. */
async function decide(
  shop: Shop,
  admin: string,
  stage: Stage,
  { customer_id, verification_status }: Record<string, unknown>
): Promise<void> {
  if (verification_status === stage || !(stage === "verified" || stage === "rejected" || stage === "revoked")) {
    return
  }
  const say = async (decision: keyof typeof NOTES) => {
    const answer = await shop.call({
      method: "POST",
      path: "/admin/customers/verify",
      token: admin,
      body: { customer_id, is_verified: decision === "verified", note: NOTES[decision] },
    })
    if (answer.status !== 200) {
      throw unexpectedAnswer(`The customer ${String(customer_id)} could not be ${decision}`, answer)
    }
  }
  if (stage === "revoked") {
    await say("verified")
  }
  await say(stage)
}

async function ban(shop: Shop, clerk: ClerkStandIn, id: string): Promise<void> {
  // Signs up first and is banned later, so that the shop knows the customer.
  if (clerk.users.get(id)?.banned) {
    clerk.users.unban(id)
    await clerk.webhooks.idle()
  }
  const answer = await sync(shop, clerk, id)
  if (answer.status !== 200 && answer.body.code !== "account_disabled") {
    throw unexpectedAnswer(`The shopper ${id} could not be synced`, answer)
  }
  clerk.users.ban(id)
  await clerk.webhooks.idle()
}

function sync(shop: Shop, clerk: ClerkStandIn, id: string): Promise<Answer> {
  return shop.call({ method: "POST", path: "/store/customers/sync-role", token: clerk.mintToken(id) })
}
