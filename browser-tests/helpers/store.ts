import { runningStack } from "../setup/stack"
import { PASSWORD } from "./people"

/** Asks the shop for a quote, as a program could with somebody's token. */
export const requestQuote = async (token: string): Promise<{ status: number; code: unknown }> => {
  const { backendUrl, publishableKey } = runningStack()
  const answer = await fetch(`${backendUrl}/store/quotes/request`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "x-publishable-api-key": publishableKey, "content-type": "application/json" },
    body: JSON.stringify({ items: [{ sku: "PAP-COPY-A4", quantity: 10 }], currency_code: "eur" }),
  })
  const { code } = (await answer.json()) as { code?: unknown }
  return { status: answer.status, code }
}

type Body = Record<string, unknown>

/** Returns a token of somebody's session at Clerk. */
export const tokenOf = async ({ email, password = PASSWORD }: { email: string; password?: string }): Promise<string> => {
  const answer = await fetch(`${runningStack().clerk.apiUrl}/v1/stand-in/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  })
  const { token } = (await answer.json()) as { token: string }
  return token
}

/** Registers a customer with a password at the shop itself, as storefronts without Clerk do. */
export const registerWithoutClerk = async (email: string): Promise<void> => {
  const { backendUrl, publishableKey } = runningStack()
  const post = async (path: string, body: Body, token?: string): Promise<Body> => {
    const answer = await fetch(`${backendUrl}${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-publishable-api-key": publishableKey,
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    })
    if (!answer.ok) {
      throw new Error(`${path} was answered ${answer.status} ${await answer.text()}.`)
    }
    return (await answer.json()) as Body
  }
  const { token } = await post("/auth/customer/emailpass/register", { email, password: PASSWORD })
  await post("/store/customers", { email }, String(token))
}

/** Posts to the shop with somebody's token, and returns the quote that it answers with. */
export const postQuote = async (token: string, path: string, body: Body): Promise<Body> => {
  const { backendUrl, publishableKey } = runningStack()
  const answer = await fetch(`${backendUrl}/store/quotes/${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "x-publishable-api-key": publishableKey, "content-type": "application/json" },
    body: JSON.stringify(body),
  })
  const { quote, ...refusal } = (await answer.json()) as { quote?: Body }
  if (!quote) {
    throw new Error(`${path} was answered ${answer.status} ${JSON.stringify(refusal)}.`)
  }
  return quote
}

/** Saves a delivery address for whoever has this token. */
export const saveAddress = async (token: string): Promise<void> => {
  const { backendUrl, publishableKey } = runningStack()
  const answer = await fetch(`${backendUrl}/store/customers/me/addresses`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "x-publishable-api-key": publishableKey, "content-type": "application/json" },
    body: JSON.stringify({
      first_name: "Mara",
      last_name: "Lindner",
      address_1: "Werkstraße 4",
      postal_code: "50667",
      city: "Köln",
      country_code: "de",
    }),
  })
  if (!answer.ok) {
    throw new Error(`The address was answered ${answer.status} ${await answer.text()}.`)
  }
}
