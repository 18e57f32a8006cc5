import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import OnAccountPaymentProviderService from "./service"

export default ModuleProvider(Modules.PAYMENT, { services: [OnAccountPaymentProviderService] })
