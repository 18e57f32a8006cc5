import type { ExecArgs } from "@medusajs/framework/types"
import { seedAdmin } from "../seed/admin"
import { seedBusinessPrices } from "../seed/business-prices"
import { seedFulfilment } from "../seed/fulfilment"
import { seedProducts } from "../seed/products"
import { seedStore } from "../seed/store"
import { seedTranslations } from "../seed/translations"

/**
 * Fills a database with the shop of Cedar. Looks everything up by name first, so that running it again adds only what
 * is missing.
 *
 * @example
 * ADMIN_EMAIL=you@example.com ADMIN_PASSWORD=… npx medusa exec ./src/scripts/seed.ts
 */
export default async function seed({ container }: ExecArgs): Promise<void> {
  const salesChannelId = await seedStore(container)
  const fulfilment = await seedFulfilment(container, salesChannelId)
  await seedProducts(container, salesChannelId, fulfilment)
  await seedBusinessPrices(container)
  await seedTranslations(container)
  const { ADMIN_EMAIL, ADMIN_PASSWORD } = process.env
  if (ADMIN_EMAIL && ADMIN_PASSWORD) {
    await seedAdmin(container, ADMIN_EMAIL, ADMIN_PASSWORD)
  }
}
