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
