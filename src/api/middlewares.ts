import { defineMiddlewares } from "@medusajs/framework/http"
import { adminStatisticsMiddlewares } from "./admin/customer-role/middlewares"
import { adminCustomerRoleMiddlewares } from "./admin/customers/middlewares"
import { adminBulkOrderMiddlewares } from "./admin/orders/middlewares"
import { adminQuoteMiddlewares } from "./admin/quotes/middlewares"
import { clerkExchangeMiddlewares } from "./auth/customer/clerk/middlewares"
import { exposedHeadersMiddlewares } from "./http/expose-headers"
import { authTokenMiddlewares } from "./auth/token/refresh/middlewares"
import { clerkWebhookMiddlewares } from "./hooks/clerk/middlewares"
import { storeCartMiddlewares } from "./store/carts/middlewares"
import { storeSyncRoleMiddlewares } from "./store/customers/sync-role/middlewares"
import { storeBulkOrderMiddlewares } from "./store/orders/create-bulk/middlewares"
import { storeOrderMiddlewares } from "./store/orders/middlewares"
import { storePaymentCollectionMiddlewares } from "./store/payment-collections/middlewares"
import { storeProductVariantMiddlewares } from "./store/product-variants/middlewares"
import { storeProductMiddlewares } from "./store/products/middlewares"
import { storeQuoteMiddlewares } from "./store/quotes/middlewares"
import { storeSavedListMiddlewares } from "./store/saved-lists/middlewares"
import { storeReturnMiddlewares } from "./store/returns/middlewares"
import { storeShippingOptionMiddlewares } from "./store/shipping-options/middlewares"
import { storeMiddlewares } from "./store/middlewares"
import { standInFront } from "./front-door"

standInFront()

export default defineMiddlewares([
  // First, so that refusals by later middlewares carry these headers too.
  ...exposedHeadersMiddlewares,
  ...storeMiddlewares,
  ...storeCartMiddlewares,
  ...storeOrderMiddlewares,
  ...storePaymentCollectionMiddlewares,
  ...storeProductMiddlewares,
  ...storeProductVariantMiddlewares,
  ...storeReturnMiddlewares,
  ...storeShippingOptionMiddlewares,
  ...storeSyncRoleMiddlewares,
  ...storeBulkOrderMiddlewares,
  ...storeQuoteMiddlewares,
  ...storeSavedListMiddlewares,
  ...clerkExchangeMiddlewares,
  ...authTokenMiddlewares,
  ...adminCustomerRoleMiddlewares,
  ...adminBulkOrderMiddlewares,
  ...adminQuoteMiddlewares,
  ...adminStatisticsMiddlewares,
  ...clerkWebhookMiddlewares,
])
