import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createLocationFulfillmentSetWorkflow,
  createServiceZonesWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"
import { first, list } from "./query"
import { COUNTRIES } from "./store"

const LOCATION = "Cedar Warehouse Köln"
const PROFILE = "Standard goods"
const PROVIDER = "manual_manual"

/** The parts of the fulfilment set-up that products need. */
export type Fulfilment = { locationId: string; shippingProfileId: string }

/** Creates the warehouse, its delivery area and one shipping option at a flat rate. */
export async function seedFulfilment(container: MedusaContainer, salesChannelId: string): Promise<Fulfilment> {
  const shippingProfileId = await shippingProfile(container)
  const existing = await list<{ id: string }>(container, {
    entity: "stock_location",
    fields: ["id"],
    filters: { name: LOCATION },
  })
  const locationId = existing[0]?.id ?? (await warehouse(container, salesChannelId))
  await delivery(container, locationId, shippingProfileId)
  return { locationId, shippingProfileId }
}

async function shippingProfile(container: MedusaContainer): Promise<string> {
  const existing = await list<{ id: string }>(container, {
    entity: "shipping_profile",
    fields: ["id"],
    filters: { name: PROFILE },
  })
  if (existing[0]) {
    return existing[0].id
  }
  const { result } = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: PROFILE, type: "default" }] },
  })
  return first(result, "shipping profile").id
}

async function warehouse(container: MedusaContainer, salesChannelId: string): Promise<string> {
  const { result } = await createStockLocationsWorkflow(container).run({
    input: {
      locations: [
        {
          name: LOCATION,
          address: { address_1: "Industriestraße 12", postal_code: "50735", city: "Köln", country_code: "DE" },
        },
      ],
    },
  })
  const { id } = first(result, "stock location")
  await linkSalesChannelsToStockLocationWorkflow(container).run({ input: { id, add: [salesChannelId] } })
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.STOCK_LOCATION]: { stock_location_id: id },
    [Modules.FULFILLMENT]: { fulfillment_provider_id: PROVIDER },
  })
  return id
}

async function delivery(container: MedusaContainer, locationId: string, shippingProfileId: string): Promise<void> {
  const locations = await list<{ fulfillment_sets: { id: string }[] }>(container, {
    entity: "stock_location",
    fields: ["fulfillment_sets.id"],
    filters: { id: locationId },
  })
  if (first(locations, "stock location").fulfillment_sets.length) {
    return
  }
  await createLocationFulfillmentSetWorkflow(container).run({
    input: { location_id: locationId, fulfillment_set_data: { name: "Cedar delivery", type: "shipping" } },
  })
  const sets = await list<{ id: string }>(container, {
    entity: "fulfillment_set",
    fields: ["id"],
    filters: { name: "Cedar delivery" },
  })
  const { result: zones } = await createServiceZonesWorkflow(container).run({
    input: {
      data: [
        {
          name: "Europe",
          fulfillment_set_id: first(sets, "fulfilment set").id,
          geo_zones: COUNTRIES.map((country_code) => ({ type: "country" as const, country_code })),
        },
      ],
    },
  })
  await createShippingOptionsWorkflow(container).run({
    input: [
      {
        name: "Standard delivery",
        price_type: "flat",
        provider_id: PROVIDER,
        service_zone_id: first(zones, "service zone").id,
        shipping_profile_id: shippingProfileId,
        type: { label: "Standard", description: "Two to three working days", code: "standard" },
        prices: [{ currency_code: "eur", amount: 7.5 }],
        rules: [
          { attribute: "enabled_in_store", operator: "eq", value: "true" },
          { attribute: "is_return", operator: "eq", value: "false" },
        ],
      },
    ],
  })
}
