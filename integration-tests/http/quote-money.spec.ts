import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"
import { createRegionsWorkflow, createTaxRegionsWorkflow, updateStoresWorkflow } from "@medusajs/medusa/core-flows"
import { allText, startPdfReader } from "../../src/quote-pdf/__tests__/read-pdf"
import { PAYMENT_PROVIDERS } from "../helpers/catalogue"
import { quotesOf } from "../helpers/quotes"
import { describeShop, type Shop } from "../helpers/shop"

/** One case for each market: its currency and decimals, and whether prices include taxes. */
type Market = {
  name: string
  currency: string
  digits: number
  country: string
  tax: number
  inclusive: boolean
  /** The list price of MADE-1, the offered price and the quantity. */
  list: number
  offered: number
  quantity: number
  total: number
  locale: string
}

const MARKETS: Market[] = [
  {
    name: "euro, without taxes",
    currency: "eur",
    digits: 2,
    country: "de",
    tax: 19,
    inclusive: false,
    list: 7,
    offered: 6.37,
    quantity: 13,
    total: 82.81,
    locale: "de-DE",
  },
  {
    name: "euro, with taxes",
    currency: "eur",
    digits: 2,
    country: "at",
    tax: 20,
    inclusive: true,
    list: 7,
    offered: 0.07,
    quantity: 3,
    total: 0.21,
    locale: "de-AT",
  },
  {
    name: "yen, with taxes",
    currency: "jpy",
    digits: 0,
    country: "jp",
    tax: 10,
    inclusive: true,
    list: 1_300,
    offered: 1_234,
    quantity: 7,
    total: 8_638,
    locale: "de-DE",
  },
  {
    name: "yen, without taxes",
    currency: "jpy",
    digits: 0,
    country: "kr",
    tax: 10,
    inclusive: false,
    list: 1_300,
    offered: 999,
    quantity: 101,
    total: 100_899,
    locale: "en-US",
  },
  {
    name: "dinar, without taxes",
    currency: "kwd",
    digits: 3,
    country: "kw",
    tax: 5,
    inclusive: false,
    list: 2.5,
    offered: 1.005,
    quantity: 3,
    total: 3.015,
    locale: "en-GB",
  },
  {
    name: "dinar, with taxes",
    currency: "kwd",
    digits: 3,
    country: "bh",
    tax: 5,
    inclusive: true,
    list: 2.5,
    offered: 0.001,
    quantity: 999,
    total: 0.999,
    locale: "fr-FR",
  },
]

const SKU = "MADE-1"
const SHIPPING = 5

type OrderRow = {
  currency_code: string
  item_total: number
  item_subtotal: number
  tax_total: number
  total: number
  payment_collections: { amount: number }[]
}

/** Creates the regions of the other markets, and returns all regions by country. */
const openMarkets = async ({ container, catalogue }: Shop): Promise<Record<string, string>> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const pricing = container.resolve(Modules.PRICING)
  const { data: stores } = await query.graph({ entity: "store", fields: ["id"] })
  await updateStoresWorkflow(container).run({
    input: {
      selector: { id: stores[0].id },
      update: { supported_currencies: [{ currency_code: "eur", is_default: true }, { currency_code: "jpy" }, { currency_code: "kwd" }] },
    },
  })
  const others = MARKETS.slice(1)
  const { result: regions } = await createRegionsWorkflow(container).run({
    input: {
      regions: others.map(({ name, currency, country, inclusive }) => ({
        name,
        currency_code: currency,
        countries: [country],
        payment_providers: PAYMENT_PROVIDERS,
        automatic_taxes: true,
        is_tax_inclusive: inclusive,
      })),
    },
  })
  await createTaxRegionsWorkflow(container).run({
    input: others.map(({ country, tax }) => ({
      country_code: country,
      provider_id: "tp_system",
      default_tax_rate: { rate: tax, code: `${country}-vat`, name: "VAT" },
    })),
  })
  const fulfillment = container.resolve(Modules.FULFILLMENT)
  const [zone] = await fulfillment.listServiceZones({})
  await fulfillment.createGeoZones(
    others.map(({ country }) => ({ type: "country" as const, country_code: country, service_zone_id: zone.id }))
  )
  const { data: variants } = await query.graph({ entity: "variant", fields: ["price_set.id"], filters: { sku: SKU } })
  const { data: options } = await query.graph({
    entity: "shipping_option",
    fields: ["price_set_link.price_set_id"],
    filters: { id: catalogue.cheapShippingOptionId },
  })
  const priceSets: [id: string, amount: (market: Market) => number][] = [
    [String(variants[0].price_set?.id), ({ list }) => list],
    [String(JSON.parse(JSON.stringify(options[0])).price_set_link.price_set_id), () => SHIPPING],
  ]
  for (const [priceSetId, amount] of priceSets) {
    await pricing.addPrices({
      priceSetId,
      // One price for each region, because taxes depend on the region here.
      prices: others.map((market, index) => ({
        currency_code: market.currency,
        amount: amount(market),
        rules: { region_id: regions[index].id },
      })),
    })
  }
  return { de: catalogue.regionId, ...Object.fromEntries(others.map(({ country }, index) => [country, regions[index].id])) }
}

/** Formats an amount without blanks, which differ between the PDF and `Intl`. */
const written = (amount: number, { locale, currency, digits }: Market): string =>
  plain(
    new Intl.NumberFormat(locale, { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
      amount
    )
  )

const plain = (text: string): string => text.replace(/\s/g, "").replaceAll("¥", "¥")

describeShop("The amounts of quote, PDF and order", { catalogue: true }, (shop) => {
  const quotes = quotesOf(shop)
  const reader = startPdfReader()
  afterAll(() => reader.stop())

  it.each(MARKETS)("agree to the smallest unit in $name", async (market) => {
    const regions = await openMarkets(shop)
    const business = await shop.syncedBusiness("verified")
    const { id } = await quotes.requested(business.token, {
      items: [{ sku: SKU, quantity: market.quantity }],
      region_id: regions[market.country],
    })
    await quotes.offer(id, { prices: { [SKU]: market.offered } })
    const address = { address_1: "1 Main Street", city: "Town", postal_code: "10000", country_code: market.country }

    const { status, body } = await quotes.accept(business.token, { id, revision: 1 }, { shipping_address: address })

    expect({ status, code: body.code }).toEqual({ status: 200, code: undefined })
    expect(body.quote).toMatchObject({
      currency_code: market.currency,
      total: market.total,
      items: [{ unit_price: market.offered, list_unit_price: market.list, is_tax_inclusive: market.inclusive }],
    })
    const { data } = await shop.container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "order",
      fields: ["currency_code", "item_total", "item_subtotal", "tax_total", "total", "payment_collections.amount"],
      filters: { id: body.quote.order_id },
    })
    const order: OrderRow = JSON.parse(JSON.stringify(data[0]))
    expect(order.currency_code).toBe(market.currency)
    const total = market.inclusive ? order.item_total : order.item_subtotal
    expect(MathBN.eq(MathBN.convert(total).decimalPlaces(10), market.total)).toBe(true)
    expect(order.tax_total).toBeGreaterThan(0)
    expect(order.payment_collections.map(({ amount }) => amount)).toEqual([order.total])

    const printed = await fetch(`${shop.baseUrl}/store/quotes/${id}/pdf?locale=${market.locale}`, {
      headers: { authorization: `Bearer ${business.token}`, "x-publishable-api-key": shop.publishableKey },
    })
    expect(printed.status).toBe(200)
    const text = plain(allText(await reader.read(Buffer.from(await printed.arrayBuffer()))))
    expect(text).toContain(written(market.total, market))
    expect(text).toContain(written(market.offered, market))
    expect(text).toContain(written(order.total, market))
  })
})
