import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, ProductStatus } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { foldSku } from "../../../modules/customer-role/look-alike-skus"
import type { NamedVariant } from "../../../modules/customer-role/variant-sku-keys"
import { logMalformedRule } from "../lines/log-malformed-rule"
import { readQuantityRules } from "../lines/quantity-rules"
import type { FoundVariants, OrderLineInput, OrderVariant, QuantityRules } from "../types"

export type FindOrderVariantsStepInput = {
  items: Pick<OrderLineInput, "sku" | "variant_id">[]
  /** Finds only variants sold in one of these channels, and counts only their stock. Ignores disabled channels. */
  sales_channel_ids: string[]
}

type VariantRow = {
  id: string
  sku: string | null
  title: string | null
  manage_inventory: boolean
  allow_backorder: boolean
  metadata?: Record<string, unknown> | null
  product: {
    id: string
    title: string
    metadata?: Record<string, unknown> | null
    status: string
    shipping_profile?: { id: string } | null
    sales_channels?: ({ id: string } | null)[] | null
  } | null
  price_set?: { id: string } | null
  inventory_items?:
    | ({
        inventory_item_id: string
        required_quantity: number
        inventory?: {
          requires_shipping: boolean
          location_levels?: ({ location_id: string; stocked_quantity: BigNumberInput; reserved_quantity: BigNumberInput } | null)[] | null
        } | null
      } | null)[]
    | null
}

type SalesChannelRow = { id: string; stock_locations?: ({ id: string } | null)[] | null }

const VARIANT_FIELDS = [
  "id",
  "sku",
  "title",
  "manage_inventory",
  "allow_backorder",
  "metadata",
  "product.id",
  "product.title",
  "product.metadata",
  "product.status",
  "product.shipping_profile.id",
  "product.sales_channels.id",
  "price_set.id",
  "inventory_items.inventory_item_id",
  "inventory_items.required_quantity",
  "inventory_items.inventory.requires_shipping",
  "inventory_items.inventory.location_levels.location_id",
  "inventory_items.inventory.location_levels.stocked_quantity",
  "inventory_items.inventory.location_levels.reserved_quantity",
]

const present = <T>(rows: (T | null | undefined)[] | null | undefined): T[] =>
  (rows ?? []).filter((row) => row !== null && row !== undefined)

/**
 * Returns the published variants that requested lines name, with price set, stock and shipping profile. Treats variants that
 * are unpublished, or not sold in an enabled channel, as if they did not exist. A SKU without an exact match finds variants
 * that differ only in case, blanks and dashes. A SKU that exactly matches a left-out variant finds nothing.
 *
 * @example
 * const found = findOrderVariantsStep({ items: [{ sku: "BOLT-10" }], sales_channel_ids: ["sc_123"] })
 */
export const findOrderVariantsStep = createStep(
  "find-order-variants",
  async ({ items, sales_channel_ids }: FindOrderVariantsStepInput, { container }): Promise<StepResponse<FoundVariants>> => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const skus = [...new Set(items.flatMap(({ sku, variant_id }) => (variant_id === undefined && sku) || []))]
    const ids = [...new Set(items.flatMap(({ variant_id }) => variant_id || []))]
    const named = skus.length === 0 ? [] : toCandidates(skus, await container.resolve(CUSTOMER_ROLE_MODULE).skuKeys.find(skus))
    const wanted = [...new Set([...ids, ...named.map(({ id }) => id)])]
    // An empty filter would find every variant.
    if (wanted.length === 0) {
      return new StepResponse({ variants: [], hidden_skus: [] })
    }
    const [variants, channels] = await Promise.all([
      query.graph({ entity: "variant", fields: VARIANT_FIELDS, filters: { id: wanted } }),
      query.graph({
        entity: "sales_channel",
        fields: ["id", "stock_locations.id"],
        filters: { id: sales_channel_ids, is_disabled: false },
      }),
    ])
    const variantRows: VariantRow[] = variants.data
    const channelRows: SalesChannelRow[] = channels.data
    const enabled = new Set(channelRows.map(({ id }) => id))
    const locations = new Set(channelRows.flatMap(({ stock_locations }) => present(stock_locations).map(({ id }) => id)))
    const rows = variantRows.filter(
      ({ product }) => product?.status === ProductStatus.PUBLISHED && present(product.sales_channels).some(({ id }) => enabled.has(id))
    )
    const sold = new Set(rows.map(({ sku }) => sku))
    const known = new Set(named.map(({ sku }) => sku))
    const rules = readRules(container, rows)
    return new StepResponse({
      variants: rows.map((row) => toOrderVariant(row, locations, rules.get(row.id) ?? {})),
      hidden_skus: skus.filter((sku) => known.has(sku) && !sold.has(sku)),
    })
  }
)

/** Returns the exact matches, and for each SKU without one the variants that look like it. */
const toCandidates = (skus: string[], named: NamedVariant[]): NamedVariant[] => {
  const exact = new Set(named.map(({ sku }) => sku))
  const asked = new Set(skus)
  const missing = new Set(skus.filter((sku) => !exact.has(sku)).map(foldSku))
  return named.filter(({ sku }) => asked.has(sku) || missing.has(foldSku(sku)))
}

/** Returns the quantity rules by variant id. */
const readRules = (container: MedusaContainer, rows: VariantRow[]): Map<string, QuantityRules> =>
  new Map(
    rows.map(({ id, metadata, product }) => {
      const { rules, malformed } = readQuantityRules(metadata, product?.metadata)
      malformed.forEach((found) => logMalformedRule(container, { ...found, product_id: product?.id, variant_id: id }))
      return [id, rules]
    })
  )

const toOrderVariant = (row: VariantRow, locations: Set<string>, quantity_rules: QuantityRules): OrderVariant => {
  const inventory = present(row.inventory_items)
  const shipping_profile_id = row.product?.shipping_profile?.id ?? null
  return {
    id: row.id,
    sku: row.sku,
    title: row.title ?? "",
    product_title: row.product?.title ?? "",
    price_set_id: row.price_set?.id ?? null,
    manage_inventory: row.manage_inventory,
    allow_backorder: row.allow_backorder,
    // The rule of Medusa's carts.
    requires_shipping: shipping_profile_id !== null || inventory.some((item) => item.inventory?.requires_shipping),
    shipping_profile_id,
    inventory: inventory.map(({ inventory_item_id, required_quantity, inventory: item }) => ({
      inventory_item_id,
      required_quantity,
      levels: present(item?.location_levels)
        .filter(({ location_id }) => locations.has(location_id))
        .map(({ location_id, stocked_quantity, reserved_quantity }) => ({
          location_id,
          available: MathBN.sub(stocked_quantity, reserved_quantity).toNumber(),
        })),
    })),
    quantity_rules,
  }
}
