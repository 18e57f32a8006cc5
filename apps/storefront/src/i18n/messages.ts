import type account from "../../messages/en/account.json"
import type auth from "../../messages/en/auth.json"
import type cart from "../../messages/en/cart.json"
import type catalogue from "../../messages/en/catalogue.json"
import type checkout from "../../messages/en/checkout.json"
import type common from "../../messages/en/common.json"
import type dashboard from "../../messages/en/dashboard.json"
import type home from "../../messages/en/home.json"
import type product from "../../messages/en/product.json"
import type quickOrder from "../../messages/en/quickOrder.json"
import type quotes from "../../messages/en/quotes.json"
import type { Locale } from "./locales"

/** All texts of Cedar. English decides which ones there are. */
export type Messages = {
  account: typeof account
  auth: typeof auth
  cart: typeof cart
  catalogue: typeof catalogue
  checkout: typeof checkout
  common: typeof common
  dashboard: typeof dashboard
  home: typeof home
  product: typeof product
  quickOrder: typeof quickOrder
  quotes: typeof quotes
}

export type Namespace = keyof Messages

/** Reads the texts of one language. */
export const loadMessages = async (locale: Locale): Promise<Messages> => {
  const [account, auth, cart, catalogue, checkout, common, dashboard, home, product, quickOrder, quotes] = await Promise.all([
    import(`../../messages/${locale}/account.json`),
    import(`../../messages/${locale}/auth.json`),
    import(`../../messages/${locale}/cart.json`),
    import(`../../messages/${locale}/catalogue.json`),
    import(`../../messages/${locale}/checkout.json`),
    import(`../../messages/${locale}/common.json`),
    import(`../../messages/${locale}/dashboard.json`),
    import(`../../messages/${locale}/home.json`),
    import(`../../messages/${locale}/product.json`),
    import(`../../messages/${locale}/quickOrder.json`),
    import(`../../messages/${locale}/quotes.json`),
  ])
  return {
    account: account.default,
    auth: auth.default,
    cart: cart.default,
    catalogue: catalogue.default,
    checkout: checkout.default,
    common: common.default,
    dashboard: dashboard.default,
    home: home.default,
    product: product.default,
    quickOrder: quickOrder.default,
    quotes: quotes.default,
  }
}
