import type { MedusaContainer } from "@medusajs/framework/types"
import type { PluginOptions } from "../../options"
import { CUSTOMER_ROLE_MODULE } from "./index"

/**
 * Returns the plugin's options, validated and with defaults. Medusa passes them to the role module only; all other code
 * gets them here.
 *
 * @example
 * const { maxLines } = pluginOptions(container).bulkOrders
 */
export const pluginOptions = (container: Pick<MedusaContainer, "resolve">): PluginOptions => container.resolve(CUSTOMER_ROLE_MODULE).options
