import { Modules } from "@medusajs/framework/utils"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { BUSINESS_GROUP } from "../helpers/catalogue"
import { generateBasket, generateShop, type GeneratedShop } from "../helpers/generated-shop"
import { pictureOf, releaseStock } from "../helpers/order-picture"
import { createRandom, type Random } from "../helpers/random"
import { describeShop, type Shop } from "../helpers/shop"

type Workflows = typeof import("../../src/workflows/bulk-orders")
type OrderInput = Parameters<Workflows["createBulkOrderWorkflow"]["runAsStep"]>[0]["input"]

/** What came of placing an order: its picture, or why there is none. */
type Outcome = { orderId?: string; picture?: unknown; refusal?: { code?: unknown; errors?: unknown } }

const SHOPS = Number(process.env.DIFFERENTIAL_SHOPS ?? 10)
const FIRST_SEED = Number(process.env.DIFFERENTIAL_SEED ?? 1)
const BASKETS_EACH = 8
const ORDERS_AT_LEAST = 60

const seeds = Array.from({ length: SHOPS }, (_, number) => FIRST_SEED + number)

describeShop("bulk orders through Medusa's checkout and directly", {}, (shop) => {
  const { createBulkOrderWorkflow, createDirectBulkOrderWorkflow } = fromBuiltPlugin<Workflows>("workflows/bulk-orders")
  let placed = 0

  const outcomeOf = async (workflow: typeof createBulkOrderWorkflow, input: OrderInput): Promise<Outcome> => {
    const { result, errors } = await workflow(shop.container).run({ input, throwOnError: false })
    if (errors.length > 0) {
      const { error } = errors[0]
      return { refusal: { code: error.code ?? error.message, errors: error.errors } }
    }
    return { orderId: result.id, picture: await pictureOf(shop, result.id) }
  }

  /** The same order both ways, each from full stock, in either order. */
  const placeBothWays = async (input: OrderInput, coreFirst: boolean) => {
    const core = () => outcomeOf(createBulkOrderWorkflow, input)
    const direct = () => outcomeOf(createDirectBulkOrderWorkflow, input)
    const outcomes: Outcome[] = []
    for (const place of coreFirst ? [core, direct] : [direct, core]) {
      await releaseStock(shop)
      outcomes.push(await place())
    }
    return coreFirst ? { core: outcomes[0], direct: outcomes[1] } : { core: outcomes[1], direct: outcomes[0] }
  }

  const inputOf = (random: Random, generated: GeneratedShop, customer_id: string): OrderInput => ({
    customer_id,
    sales_channel_ids: [shop.salesChannelId],
    items: generateBasket(random, generated),
    shipping_address: generated.address,
    shipping_option_ids: random.chance(0.15) ? random.some(generated.shippingOptionIds, 1) : undefined,
    purchase_order_number: random.chance(0.5) ? "PO-4711" : undefined,
  })

  it.each(seeds)("makes the same orders both ways in generated shop %i", async (seed) => {
    const random = createRandom(seed)
    const business = await shop.syncedBusiness("verified")
    const individual = await shop.syncedBusiness("pending")
    const generated = await generateShop(shop, random, { businessGroupId: await businessGroupOf(shop) })

    for (let basket = 0; basket < BASKETS_EACH; basket++) {
      const input = inputOf(random, generated, random.chance(0.7) ? business.id : individual.id)
      const { core, direct } = await placeBothWays(input, random.chance(0.5))
      const which = { seed, basket, about: generated.about, input }
      expect({ ...which, ...withoutId(direct) }).toEqual({ ...which, ...withoutId(core) })
      placed += core.orderId ? 1 : 0
    }
  }, 180_000)

  it(`has compared at least ${ORDERS_AT_LEAST} orders`, () => {
    expect(placed).toBeGreaterThanOrEqual(ORDERS_AT_LEAST)
  })
})

const withoutId = ({ picture, refusal }: Outcome) => ({ picture, refusal })

const businessGroupOf = async ({ container }: Shop): Promise<string> => {
  const [group] = await container.resolve(Modules.CUSTOMER).listCustomerGroups({ name: BUSINESS_GROUP })
  return group.id
}
