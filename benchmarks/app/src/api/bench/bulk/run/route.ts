import { Session } from "node:inspector/promises"
import { writeFile } from "node:fs/promises"
import { performance } from "node:perf_hooks"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  addShippingMethodToCartWorkflow,
  addToCartWorkflow,
  completeCartWorkflow,
  createCartWorkflow,
  createPaymentCollectionForCartWorkflow,
  createPaymentSessionsWorkflow,
  listShippingOptionsForCartWithPricingWorkflow,
} from "@medusajs/medusa/core-flows"
import { pluginWorkflows } from "../../../../plugin"
import type { SeededShop } from "../seed/route"

/** The ways to order the same lines. */
export type Way =
  | "core"
  | "starter"
  | "one by one"
  | "modules"
  | "plugin, core path"
  | "plugin, direct"
  | "plugin, preview"
  | "plugin, preview by SKU"

/** The input of {@link POST}. */
export type RunInput = {
  way: Way
  shop: SeededShop
  customer_id: string
  lines: number
  /** The file for a profile of the run, in the format of Chrome's developer tools. */
  profile?: string
}

/** The duration of the run in milliseconds, and the process's peak memory during it in MB. */
export type RunResult = { milliseconds: number; peak_mb: number }

const ADDRESS = {
  first_name: "Ada",
  last_name: "Lovelace",
  address_1: "Hauptstraße 1",
  city: "Berlin",
  postal_code: "10115",
  country_code: "de",
}
const PROVIDER = "pp_system_default"
const SAMPLE_EVERY_MS = 20
const QUANTITY = 3

type FloorVariant = {
  id: string
  title: string
  product: { title: string }
  prices: { amount: number }[]
  inventory_items: { inventory_item_id: string }[]
}

type Scope = MedusaRequest["scope"]

/** Orders once in one way. */
export const POST = async ({ scope, body }: MedusaRequest<RunInput>, res: MedusaResponse): Promise<void> => {
  const run = WAYS[body.way]
  const memory = watchMemory()
  const stopProfile = body.profile ? await profileInto(body.profile) : undefined
  const begun = performance.now()
  await run(scope, body)
  const milliseconds = performance.now() - begun
  await stopProfile?.()
  const result: RunResult = { milliseconds, peak_mb: memory.stop() }
  res.json(result)
}

const itemsOf = ({ shop, lines }: RunInput) => shop.variant_ids.slice(0, lines).map((variant_id) => ({ variant_id, quantity: QUANTITY }))

/** The same lines by misspelled SKU: in the other case, with a blank for the dash. */
const misspelt = ({ lines }: RunInput) => Array.from({ length: lines }, (_, number) => ({ sku: `bulk ${number}`, quantity: QUANTITY }))

const cartOf = ({ shop, customer_id }: RunInput) => ({
  customer_id,
  region_id: shop.region_id,
  sales_channel_id: shop.sales_channel_id,
  shipping_address: ADDRESS,
  billing_address: ADDRESS,
})

const checkOut = async (scope: Scope, cart_id: string, customer_id: string): Promise<void> => {
  const { result: options } = await listShippingOptionsForCartWithPricingWorkflow(scope).run({ input: { cart_id, is_return: false } })
  await addShippingMethodToCartWorkflow(scope).run({ input: { cart_id, options: [{ id: options[0].id }] } })
  const { result: collection } = await createPaymentCollectionForCartWorkflow(scope).run({ input: { cart_id } })
  await createPaymentSessionsWorkflow(scope).run({ input: { payment_collection_id: collection.id, provider_id: PROVIDER, customer_id } })
  await completeCartWorkflow(scope).run({ input: { id: cart_id } })
}

const bulkOrderOf = (input: RunInput) => ({
  customer_id: input.customer_id,
  sales_channel_ids: [input.shop.sales_channel_id],
  items: itemsOf(input),
  shipping_address: ADDRESS,
})

const WAYS: Record<Way, (scope: Scope, input: RunInput) => Promise<void>> = {
  async core(scope, input) {
    const { result: cart } = await createCartWorkflow(scope).run({ input: { ...cartOf(input), items: itemsOf(input) } })
    await checkOut(scope, cart.id, input.customer_id)
  },
  async starter(scope, input) {
    const { result: cart } = await createCartWorkflow(scope).run({ input: cartOf(input) })
    await addToCartWorkflow(scope).run({ input: { cart_id: cart.id, items: itemsOf(input) } })
    await checkOut(scope, cart.id, input.customer_id)
  },
  async "one by one"(scope, input) {
    const { result: cart } = await createCartWorkflow(scope).run({ input: cartOf(input) })
    for (const item of itemsOf(input)) {
      await addToCartWorkflow(scope).run({ input: { cart_id: cart.id, items: [item] } })
    }
    await checkOut(scope, cart.id, input.customer_id)
  },
  async modules(scope, input) {
    const { data } = await scope.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "variant",
      fields: ["id", "sku", "title", "product.title", "prices.amount", "inventory_items.inventory_item_id"],
      filters: { id: itemsOf(input).map(({ variant_id }) => variant_id) },
    })
    const variants: FloorVariant[] = JSON.parse(JSON.stringify(data))
    const { shop, customer_id } = input
    const order = await scope.resolve(Modules.ORDER).createOrders({
      customer_id,
      region_id: shop.region_id,
      sales_channel_id: shop.sales_channel_id,
      currency_code: "eur",
      shipping_address: ADDRESS,
      billing_address: ADDRESS,
      items: variants.map(({ id, title, product, prices }) => ({
        variant_id: id,
        title: product.title,
        subtitle: title,
        quantity: QUANTITY,
        unit_price: prices[0]?.amount ?? 0,
        tax_lines: [{ code: "de19", rate: 19 }],
      })),
    })
    const inventory = scope.resolve(Modules.INVENTORY)
    const itemIds = variants.map(({ inventory_items }) => inventory_items[0]?.inventory_item_id ?? "")
    const levels = await inventory.listInventoryLevels({ inventory_item_id: itemIds }, { take: null })
    await inventory.createReservationItems(
      itemIds.map((inventory_item_id, position) => ({
        inventory_item_id,
        line_item_id: order.items?.[position]?.id ?? "",
        location_id: levels[0]?.location_id ?? "",
        quantity: QUANTITY,
      }))
    )
  },
  async "plugin, core path"(scope, input) {
    await pluginWorkflows()
      .createBulkOrderWorkflow(scope)
      .run({ input: bulkOrderOf(input) })
  },
  async "plugin, direct"(scope, input) {
    await pluginWorkflows()
      .createDirectBulkOrderWorkflow(scope)
      .run({ input: bulkOrderOf(input) })
  },
  async "plugin, preview"(scope, input) {
    const { checkBulkOrderWorkflow, calculateBulkOrderWorkflow } = pluginWorkflows()
    const { result: checked } = await checkBulkOrderWorkflow(scope).run({ input: bulkOrderOf(input) })
    await calculateBulkOrderWorkflow(scope).run({ input: { ...checked, customer_id: input.customer_id } })
  },
  async "plugin, preview by SKU"(scope, input) {
    const { checkBulkOrderWorkflow, calculateBulkOrderWorkflow } = pluginWorkflows()
    const { result: checked } = await checkBulkOrderWorkflow(scope).run({ input: { ...bulkOrderOf(input), items: misspelt(input) } })
    await calculateBulkOrderWorkflow(scope).run({ input: { ...checked, customer_id: input.customer_id } })
  },
}

const watchMemory = () => {
  globalThis.gc?.()
  let peak = 0
  const sample = () => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }
  const timer = setInterval(sample, SAMPLE_EVERY_MS)
  return {
    stop() {
      clearInterval(timer)
      sample()
      return Math.round(peak / 1024 ** 2)
    },
  }
}

const profileInto = async (file: string): Promise<() => Promise<void>> => {
  const session = new Session()
  session.connect()
  await session.post("Profiler.enable")
  await session.post("Profiler.start")
  return async () => {
    const { profile } = await session.post("Profiler.stop")
    await writeFile(file, JSON.stringify(profile))
    session.disconnect()
  }
}
