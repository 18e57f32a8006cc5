import onHeaders from "on-headers"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse, MiddlewareRoute } from "@medusajs/framework/http"

const EXPOSE = "Access-Control-Expose-Headers"

/** What storefronts read: when to try again, and what a file is called. */
const OURS = ["Retry-After", "Content-Disposition"]

/**
 * Lets storefronts of another origin read {@link OURS}, on refusals as well: browsers hide what is not listed. What the
 * shop's own CORS settings expose stays, whether they have been written before or are written later.
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

/** Store routes, Medusa's own included, the exchange of tokens, and the plugin's routes for admins. */
export const exposedHeadersMiddlewares: MiddlewareRoute[] = [
  "/store",
  "/auth",
  "/admin/quotes",
  "/admin/customers",
  "/admin/customer-role",
  "/admin/orders/bulk",
].map((matcher) => ({ matcher, middlewares: [exposeHeaders] }))
