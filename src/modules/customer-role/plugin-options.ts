import type { MedusaContainer } from "@medusajs/framework/types"
import type { PluginOptions } from "../../options"
import { CUSTOMER_ROLE_MODULE } from "./index"

/**
 * Returns the plugin's options, checked and with their defaults. Medusa hands them to modules only; workflows and routes
 * ask here.
 *
 * @example
 * const { maxLines } = pluginOptions(container).bulkOrders
 */
export const pluginOptions = (container: Pick<MedusaContainer, "resolve">): PluginOptions => container.resolve(CUSTOMER_ROLE_MODULE).options
