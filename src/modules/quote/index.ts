import { Module } from "@medusajs/framework/utils"
import QuoteModuleService from "./service"

/** The container key of the module: `container.resolve(QUOTE_MODULE)`. */
export const QUOTE_MODULE = "quote"

export default Module(QUOTE_MODULE, { service: QuoteModuleService })

declare module "@medusajs/framework/types" {
  interface ModuleImplementations {
    [QUOTE_MODULE]: QuoteModuleService
  }
}
