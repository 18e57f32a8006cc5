import { runningStack } from "../setup/stack"

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
