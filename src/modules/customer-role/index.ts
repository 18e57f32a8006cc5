import { Module } from "@medusajs/framework/utils"
import validateOptions from "./loaders/validate-options"
import CustomerRoleModuleService from "./service"

/** The container key of the module: `container.resolve(CUSTOMER_ROLE_MODULE)`. */
export const CUSTOMER_ROLE_MODULE = "customer_role"

export default Module(CUSTOMER_ROLE_MODULE, {
  service: CustomerRoleModuleService,
  loaders: [validateOptions],
})

declare module "@medusajs/framework/types" {
  interface ModuleImplementations {
    [CUSTOMER_ROLE_MODULE]: CustomerRoleModuleService
  }
}
