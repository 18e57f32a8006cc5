import { createServer } from "node:http"
import { createClerkClient } from "@clerk/backend"
import { createCustomerRoleClient, isCustomerRoleError } from "medusa-customer-role-storefront"

/* A storefront without React: whoever calls requests a quote for what the path names. */
const {
  MEDUSA_BACKEND_URL: baseUrl,
  MEDUSA_PUBLISHABLE_KEY: publishableKey,
  CLERK_API_URL: apiUrl,
  CLERK_SECRET_KEY: secretKey,
} = process.env
const clerk = createClerkClient({ apiUrl, secretKey, publishableKey: process.env.CLERK_PUBLISHABLE_KEY, telemetry: { disabled: true } })

const server = createServer(async ({ url, headers }, response) => {
  const visitor = await clerk.authenticateRequest(new Request(new URL(url, "http://localhost"), { headers }))
  const shop = createCustomerRoleClient({ baseUrl, publishableKey, getToken: async () => visitor.toAuth()?.getToken() })
  const answer = await shop.quotes
    .request({ items: [{ sku: url.slice(1), quantity: 500 }] })
    .catch((error) => (isCustomerRoleError(error) ? { code: error.code, message: error.message } : Promise.reject(error)))
  response.end(JSON.stringify(answer))
})
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`))
