import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createApiKeysWorkflow,
  createRegionsWorkflow,
  createTaxRegionsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
  updateStoresWorkflow,
} from "@medusajs/medusa/core-flows"
import { first, list } from "./query"

const REGION = "Europe"

/** The countries where Cedar sells, with their standard VAT rates in per cent. */
const TAX_RATES: Record<string, { rate: number; name: string; code: string }> = {
  at: { rate: 20, name: "USt", code: "AT-STD" },
  be: { rate: 21, name: "TVA/btw", code: "BE-STD" },
  de: { rate: 19, name: "MwSt", code: "DE-STD" },
  fr: { rate: 20, name: "TVA", code: "FR-STD" },
  nl: { rate: 21, name: "btw", code: "NL-STD" },
}

/** The countries that Cedar delivers to, as ISO codes. */
export const COUNTRIES = Object.keys(TAX_RATES)

/**
 * Names the store, and creates its region, its taxes and its publishable key.
 *
 * @returns the id of the sales channel for all products
 */
export async function seedStore(container: MedusaContainer): Promise<string> {
  // Medusa creates a store, its sales channel and a publishable key when it first starts.
  const stores = await list<{ id: string; name: string; default_sales_channel_id: string | null }>(container, {
    entity: "store",
    fields: ["id", "name", "default_sales_channel_id"],
  })
  const store = first(stores, "store")
  const salesChannelId = first([store.default_sales_channel_id ?? undefined], "default sales channel")
  if (store.name !== "Cedar") {
    await updateStoresWorkflow(container).run({
      input: {
        selector: { id: store.id },
        update: { name: "Cedar", supported_currencies: [{ currency_code: "eur", is_default: true }] },
      },
    })
  }
  await seedRegion(container)
  await seedTaxes(container)
  await seedPublishableKey(container, salesChannelId)
  return salesChannelId
}

async function seedRegion(container: MedusaContainer): Promise<void> {
  const regions = await list<{ name: string; countries: { iso_2: string }[] }>(container, {
    entity: "region",
    fields: ["name", "countries.iso_2"],
  })
  if (regions.some((region) => region.name === REGION)) {
    return
  }
  const taken = new Set(regions.flatMap((region) => region.countries.map((country) => country.iso_2)))
  await createRegionsWorkflow(container).run({
    input: {
      regions: [
        {
          name: REGION,
          currency_code: "eur",
          countries: COUNTRIES.filter((country) => !taken.has(country)),
          // Payment in advance for everybody, and on account for verified businesses.
          payment_providers: ["pp_system_default", "pp_on-account_b2b"],
          automatic_taxes: true,
        },
      ],
    },
  })
}

async function seedTaxes(container: MedusaContainer): Promise<void> {
  const existing = await list<{ country_code: string }>(container, {
    entity: "tax_region",
    fields: ["country_code"],
    filters: { country_code: COUNTRIES },
  })
  const known = new Set(existing.map((region) => region.country_code))
  const missing = Object.entries(TAX_RATES).filter(([country]) => !known.has(country))
  if (missing.length) {
    await createTaxRegionsWorkflow(container).run({
      input: missing.map(([country_code, default_tax_rate]) => ({
        country_code,
        provider_id: "tp_system",
        default_tax_rate,
      })),
    })
  }
}

async function seedPublishableKey(container: MedusaContainer, salesChannelId: string): Promise<void> {
  const keys = await list<{ revoked_at: Date | null; sales_channels: { id: string }[] }>(container, {
    entity: "api_key",
    fields: ["revoked_at", "sales_channels.id"],
    filters: { type: "publishable" },
  })
  const isUsable = (key: (typeof keys)[number]) => !key.revoked_at && key.sales_channels.some((channel) => channel.id === salesChannelId)
  if (keys.some(isUsable)) {
    return
  }
  const { result } = await createApiKeysWorkflow(container).run({
    input: { api_keys: [{ title: "Cedar storefront", type: "publishable", created_by: "" }] },
  })
  const { id } = first(result, "publishable key")
  await linkSalesChannelsToApiKeyWorkflow(container).run({ input: { id, add: [salesChannelId] } })
}
