import onHeaders from "on-headers"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse, MiddlewareRoute } from "@medusajs/framework/http"

const EXPOSE = "Access-Control-Expose-Headers"

/** The headers that storefronts read: when to try again, and the name of a file. */
const OURS = ["Retry-After", "Content-Disposition"]

/**
 * Lets storefronts of another origin read {@link OURS}, also on refusals. Browsers hide headers that are not listed. Keeps
 * the headers that the shop's own CORS settings expose, whether those are set earlier or later.
 */
export const exposeHeaders = (_req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void => {
  onHeaders(res, () => addOurs(res))
  next()
}

const addOurs = (res: MedusaResponse): void => {
  const exposed = listOf(res.getHeader(EXPOSE))
  const known = new Set(exposed.map((name) => name.toLowerCase()))
  res.setHeader(EXPOSE, [...exposed, ...OURS.filter((name) => !known.has(name.toLowerCase()))].join(", "))
}

const listOf = (header: number | string | string[] | undefined): string[] =>
  [header ?? []]
    .flat()
    .flatMap((value) => String(value).split(","))
    .map((name) => name.trim())
    .filter((name) => name !== "")

/** Covers all store routes, Medusa's own included, the token exchange, and the plugin's admin routes. */
export const exposedHeadersMiddlewares: MiddlewareRoute[] = [
  "/store",
  "/auth",
  "/admin/quotes",
  "/admin/customers",
  "/admin/customer-role",
  "/admin/orders/bulk",
].map((matcher) => ({ matcher, middlewares: [exposeHeaders] }))
