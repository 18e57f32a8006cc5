import { createServer, type IncomingMessage } from "node:http"
import { Readable } from "node:stream"

import { createClerkClient } from "@clerk/backend"
import { clerkFrontendApiProxy } from "@clerk/backend/proxy"

import type { ClerkStandIn } from "../../src"

const PROXY_PATH = "/__clerk"

export type Shop = { origin: string; close(): Promise<void> }

/**
 * A shop as small as can be, made of Clerk's own code: `/` loads clerk-js, `/account` is a page of a server that asks who is
 * there, and `/__clerk` is Clerk's proxy to the Frontend API.
 *
 * @param standIn - asked for at each request, since it is started after the shop, whose origin it has to know
 */
export async function openShop(standIn: () => ClerkStandIn): Promise<Shop> {
  const server = createServer(async (incoming, response) => {
    const answer = await answerTo(standIn(), new Request(`http://${incoming.headers.host}${incoming.url}`, requestInit(incoming)))
    const cookies = answer.headers.getSetCookie()
    const headers = Object.fromEntries(answer.headers)
    response.writeHead(answer.status, { ...headers, ...(cookies.length > 0 && { "set-cookie": cookies }) })
    response.end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  if (address === null || typeof address === "string") {
    throw new Error("The shop has no port.")
  }
  return {
    origin: `http://localhost:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answerTo(clerk: ClerkStandIn, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  if (pathname.startsWith(`${PROXY_PATH}/`)) {
    const { publishableKey, secretKey, apiUrl } = clerk
    return clerkFrontendApiProxy(request, { proxyPath: PROXY_PATH, publishableKey, secretKey, fapiUrl: apiUrl })
  }
  if (pathname === "/account") {
    return accountPage(clerk, request)
  }
  return pathname === "/" ? html(homePage(clerk.publishableKey)) : new Response(null, { status: 204 })
}

async function accountPage(clerk: ClerkStandIn, request: Request): Promise<Response> {
  const { publishableKey, secretKey, apiUrl, jwtKey, authorizedParties } = clerk
  const client = createClerkClient({ publishableKey, secretKey, apiUrl, jwtKey, telemetry: { disabled: true } })
  const proxyUrl = `${new URL(request.url).origin}${PROXY_PATH}`
  const state = await client.authenticateRequest(request, { proxyUrl, authorizedParties })
  if (state.headers.has("location")) {
    return new Response(null, { status: 307, headers: state.headers })
  }
  const page = html(`<p id="who">${state.toAuth()?.userId ?? "nobody"}</p>`)
  for (const value of state.headers.getSetCookie()) {
    page.headers.append("set-cookie", value)
  }
  return page
}

function homePage(publishableKey: string): string {
  return `<!doctype html><title>Shop</title><script
    src="${PROXY_PATH}/npm/@clerk/clerk-js@6/dist/clerk.browser.js"
    data-clerk-publishable-key="${publishableKey}"
    data-clerk-proxy-url="${PROXY_PATH}"></script>`
}

function html(body: string): Response {
  return new Response(body, { headers: { "content-type": "text/html; charset=utf-8" } })
}

function requestInit(incoming: IncomingMessage): RequestInit {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    headers.set(name, String(value))
  }
  const hasBody = incoming.method !== "GET" && incoming.method !== "HEAD"
  return { method: incoming.method, headers, ...(hasBody && { body: Readable.toWeb(incoming), duplex: "half" }) }
}
