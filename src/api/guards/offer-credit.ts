import type { MedusaRequest, MedusaResponse, MiddlewareFunction } from "@medusajs/framework/http"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import { denialOf } from "../../modules/customer-role/access"
import { isCreditProvider } from "../../payment/credit-providers"
import { BULK_ORDERS, levelOf } from "../../modules/customer-role/features"
import { answering } from "../http/answer"
import { customerIdOf, roleOf } from "../caller/caller"

/**
 * Offers payment on account only to whom the guard of bulk orders lets through: to anybody else no answer of the store
 * names the providers that give credit, neither the list of a region's payment providers nor whatever shows them with
 * `?fields=`.
 */
export const offerCredit: MiddlewareFunction = answering(async (req, res, next) => {
  if (mayShowProviders(req) && !(await mayHaveCredit(req))) {
    hideCredit(req, res)
  }
  next()
})

const PROVIDERS_PATH = /^\/store\/payment-providers\/?$/i

const mayShowProviders = (req: MedusaRequest): boolean => isProviderList(req) || JSON.stringify(req.query).includes("provider")

const isProviderList = (req: MedusaRequest): boolean => PROVIDERS_PATH.test(req.originalUrl.split("?")[0])

const mayHaveCredit = async (req: MedusaRequest): Promise<boolean> => {
  const options = pluginOptions(req.scope)
  return customerIdOf(req) !== undefined && denialOf(await roleOf(req), levelOf(options, BULK_ORDERS)) === undefined
}

const hideCredit = (req: MedusaRequest, res: MedusaResponse): void => {
  const options = pluginOptions(req.scope)
  const isHidden = (id: string): boolean => isCreditProvider(options, id)
  const toPage = isProviderList(req) ? askForAll(req) : (body: unknown) => body
  const json = res.json.bind(res)
  res.json = (body: unknown) => json(toPage(withoutProviders(toPlain(body), isHidden)))
}

/** As it goes over the wire: what Medusa hands over may know more than it shows. */
const toPlain = (body: unknown): unknown => (body === undefined ? body : JSON.parse(JSON.stringify(body)))

const KEYS = new Set(["payment_providers", "payment_provider"])

const withoutProviders = (value: unknown, isHidden: (id: string) => boolean): unknown => {
  if (Array.isArray(value)) {
    return value.map((item) => withoutProviders(item, isHidden))
  }
  if (typeof value !== "object" || value === null) {
    return value
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => {
      const shown = withoutProviders(part, isHidden)
      return [key, KEYS.has(key) ? shownOf(shown, isHidden) : shown]
    })
  )
}

/** One whose id was not asked for is hidden as well. */
const shownOf = (providers: unknown, isHidden: (id: string) => boolean): unknown => {
  if (Array.isArray(providers)) {
    return providers.filter((provider) => isShown(provider, isHidden))
  }
  return isShown(providers, isHidden) ? providers : null
}

const isShown = (provider: unknown, isHidden: (id: string) => boolean): boolean =>
  provider === null ||
  (typeof provider === "object" && "id" in provider && typeof provider.id === "string" && !isHidden(provider.id))

const MOST_PROVIDERS = 1_000

/** Pages are cut once the hidden ones are gone, so that no page is short and no count tells of them. */
const askForAll = (req: MedusaRequest): ((body: unknown) => unknown) => {
  const limit = numberIn(req.query.limit, 20)
  const offset = numberIn(req.query.offset, 0)
  if (limit === undefined || offset === undefined) {
    return (body) => body
  }
  Object.assign(req.query, { limit: String(MOST_PROVIDERS), offset: "0" })
  return (body) =>
    typeof body === "object" && body !== null && "payment_providers" in body && Array.isArray(body.payment_providers)
      ? {
          ...body,
          payment_providers: body.payment_providers.slice(offset, offset + limit),
          count: body.payment_providers.length,
          offset,
          limit,
        }
      : body
}

/** What is no number is for Medusa to refuse. */
const numberIn = (value: unknown, otherwise: number): number | undefined => {
  if (value === undefined) {
    return otherwise
  }
  return typeof value === "string" && /^\d{1,6}$/.test(value) ? Number(value) : undefined
}
