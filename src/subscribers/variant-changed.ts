import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { CUSTOMER_ROLE_MODULE } from "../modules/customer-role"

/** Folds changed SKUs, so that no request has to. A database trigger has recorded them. */
export default async function foldSkusOfVariants({ container }: SubscriberArgs<{ id: string }>): Promise<void> {
  await container.resolve(CUSTOMER_ROLE_MODULE).skuKeys.foldWaiting()
}

export const config: SubscriberConfig = {
  event: ["product-variant.created", "product-variant.updated"],
  context: { subscriberId: "customer-role-variant-changed" },
}
