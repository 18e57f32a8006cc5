import type { MedusaRequest, MedusaResponse, MiddlewareFunction } from "@medusajs/framework/http"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import { denialOf } from "../../modules/customer-role/access"
import { isCreditProvider } from "../../payment/credit-providers"
import { BULK_ORDERS, levelOf } from "../../modules/customer-role/features"
import { answering } from "../http/answer"
import { customerIdOf, roleOf } from "../caller/caller"

/**
 * Offers payment on account only to customers who pass the guard of bulk orders. In answers to anybody else it hides the
 * providers that give credit, both in a region's list of payment providers and wherever `?fields=` includes them.
 */
export const offerCredit: MiddlewareFunction = answering(async (req, res, next) => {
  if (mayShowProviders(req) && !(await mayHaveCredit(req))) {
    hideCredit(req, res)
  }
  next()
})

const PROVIDERS_PATH = /^\/store\/payment-providers\/?$/i

const mayShowProviders = (req: MedusaRequest): boolean => isProviderList(req) || JSON.stringify(req.query).includes("provider")

const isProviderList = (req: MedusaRequest): boolean => PROVIDERS_PATH.test(`${req.baseUrl}${req.path}`)

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

/** Returns the body as it is sent. The objects that Medusa passes may have `toJSON` methods that omit or rename fields. */
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

/** Hides providers without an id too, since nothing tells whether they give credit. */
const shownOf = (providers: unknown, isHidden: (id: string) => boolean): unknown => {
  if (Array.isArray(providers)) {
    return providers.filter((provider) => isShown(provider, isHidden))
  }
  return isShown(providers, isHidden) ? providers : null
}

const isShown = (provider: unknown, isHidden: (id: string) => boolean): boolean =>
  provider === null || (typeof provider === "object" && "id" in provider && typeof provider.id === "string" && !isHidden(provider.id))

const MOST_PROVIDERS = 1_000

/** Requests all providers and cuts the page after hiding some, so that neither a short page nor the count reveals them. */
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

/** Returns `undefined` for what is not a number, which Medusa refuses itself. */
const numberIn = (value: unknown, otherwise: number): number | undefined => {
  if (value === undefined) {
    return otherwise
  }
  return typeof value === "string" && /^\d{1,6}$/.test(value) ? Number(value) : undefined
}
