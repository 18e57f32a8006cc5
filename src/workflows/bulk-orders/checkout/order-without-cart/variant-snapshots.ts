import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { OrderableLine } from "../../types"
import type { VariantSnapshot } from "./types"

type Named = { id: string }

type VariantRow = {
  id: string
  title: string | null
  sku: string | null
  barcode: string | null
  thumbnail: string | null
  weight: number | null
  length: number | null
  height: number | null
  width: number | null
  material: string | null
  product: {
    id: string
    title: string
    subtitle: string | null
    description: string | null
    thumbnail: string | null
    handle: string | null
    discountable: boolean
    is_giftcard: boolean
    collection_id: string | null
    type_id: string | null
    weight: number | null
    type?: { id: string; value: string } | null
    collection?: { id: string; title: string } | null
    categories?: Named[] | null
    tags?: Named[] | null
  }
}

const FIELDS = [
  "id",
  "title",
  "sku",
  "barcode",
  "thumbnail",
  "weight",
  "length",
  "height",
  "width",
  "material",
  "product.id",
  "product.title",
  "product.subtitle",
  "product.description",
  "product.thumbnail",
  "product.handle",
  "product.discountable",
  "product.is_giftcard",
  "product.collection_id",
  "product.type_id",
  "product.weight",
  "product.type.id",
  "product.type.value",
  "product.collection.id",
  "product.collection.title",
  "product.categories.id",
  "product.tags.id",
]

/**
 * Returns the product details that order lines keep, by variant id.
 *
 * @example
 * const snapshots = await loadVariantSnapshots(container, lines)
 */
export const loadVariantSnapshots = async (container: MedusaContainer, lines: OrderableLine[]): Promise<Map<string, VariantSnapshot>> => {
  if (lines.length === 0) {
    return new Map()
  }
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "variant", fields: FIELDS, filters: { id: lines.map(({ variant }) => variant.id) } })
  const rows: VariantRow[] = data
  const lineOf = new Map(lines.map((line) => [line.variant.id, line]))
  return new Map(
    rows.flatMap((row) => {
      const line = lineOf.get(row.id)
      return line ? [[row.id, toVariantSnapshot(row, line)] as const] : []
    })
  )
}

const toIds = (rows: Named[] | null | undefined): Named[] => (rows ?? []).map(({ id }) => ({ id }))

/** Fills in the columns that Medusa's carts fill in, by the same rules. */
const toVariantSnapshot = (row: VariantRow, { variant }: OrderableLine): VariantSnapshot => {
  const { product } = row
  const shipping_profile = variant.shipping_profile_id === null ? null : { id: variant.shipping_profile_id }
  return {
    snapshot: {
      title: product.title,
      subtitle: row.title,
      thumbnail: row.thumbnail ?? product.thumbnail,
      product_id: product.id,
      product_title: product.title,
      product_description: product.description,
      product_subtitle: product.subtitle,
      product_type: product.type?.value ?? null,
      product_type_id: product.type?.id ?? null,
      product_collection: product.collection?.title ?? null,
      product_handle: product.handle,
      variant_id: row.id,
      variant_sku: row.sku,
      variant_barcode: row.barcode,
      variant_title: row.title,
      is_discountable: product.discountable,
      is_giftcard: product.is_giftcard,
      requires_shipping: variant.requires_shipping,
    },
    product: {
      id: product.id,
      is_giftcard: product.is_giftcard,
      collection_id: product.collection_id,
      type_id: product.type_id,
      weight: product.weight,
      categories: toIds(product.categories),
      tags: toIds(product.tags),
    },
    variant: {
      id: row.id,
      weight: row.weight,
      length: row.length,
      height: row.height,
      width: row.width,
      material: row.material,
      product: { id: product.id, shipping_profile },
    },
  }
}
