import { defineMiddlewares } from "@medusajs/framework/http"
import { adminCustomerRoleMiddlewares } from "./admin/customers/middlewares"
import { clerkExchangeMiddlewares } from "./auth/customer/clerk/middlewares"
import { clerkWebhookMiddlewares } from "./hooks/clerk/middlewares"
import { storeSyncRoleMiddlewares } from "./store/customers/sync-role/middlewares"
import { storeMiddlewares } from "./store/middlewares"

export default defineMiddlewares([
  ...storeMiddlewares,
  ...storeSyncRoleMiddlewares,
  ...clerkExchangeMiddlewares,
  ...adminCustomerRoleMiddlewares,
  ...clerkWebhookMiddlewares,
])
