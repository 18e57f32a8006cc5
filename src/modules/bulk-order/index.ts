import { Module } from "@medusajs/framework/utils"
import BulkOrderModuleService from "./service"

/** The container key of the module: `container.resolve(BULK_ORDER_MODULE)`. */
export const BULK_ORDER_MODULE = "bulk_order"

export default Module(BULK_ORDER_MODULE, { service: BulkOrderModuleService })

declare module "@medusajs/framework/types" {
  interface ModuleImplementations {
    [BULK_ORDER_MODULE]: BulkOrderModuleService
  }
}
