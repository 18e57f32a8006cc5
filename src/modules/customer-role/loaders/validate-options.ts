import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { LoaderOptions } from "@medusajs/framework/types"
import { parsePluginOptions } from "../../../options"

/** Stops the start on a wrong option, and warns where anybody may order on account. */
export default async function validateOptions({ container, options }: LoaderOptions): Promise<void> {
  const { access, bulkOrders } = parsePluginOptions(options)
  if (access.bulkOrders === "business") {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(
        `medusa-plugin-customer-role: every customer who calls himself a business may place bulk orders ` +
          `(paid with ${bulkOrders.paymentProviderId}). Set access.bulkOrders to "verified" to admit only those whom an admin has verified.`
      )
  }
}
