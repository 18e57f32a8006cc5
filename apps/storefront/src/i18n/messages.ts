import type account from "../../messages/en/account.json"
import type auth from "../../messages/en/auth.json"
import type common from "../../messages/en/common.json"
import type dashboard from "../../messages/en/dashboard.json"
import type home from "../../messages/en/home.json"
import type quickOrder from "../../messages/en/quickOrder.json"
import type quotes from "../../messages/en/quotes.json"
import type { Locale } from "./locales"

/** All texts of Cedar. English decides which ones there are. */
export type Messages = {
  account: typeof account
  auth: typeof auth
  common: typeof common
  dashboard: typeof dashboard
  home: typeof home
  quickOrder: typeof quickOrder
  quotes: typeof quotes
}

export type Namespace = keyof Messages

/** Reads the texts of one language. */
export const loadMessages = async (locale: Locale): Promise<Messages> => {
  const [account, auth, common, dashboard, home, quickOrder, quotes] = await Promise.all([
    import(`../../messages/${locale}/account.json`),
    import(`../../messages/${locale}/auth.json`),
    import(`../../messages/${locale}/common.json`),
    import(`../../messages/${locale}/dashboard.json`),
    import(`../../messages/${locale}/home.json`),
    import(`../../messages/${locale}/quickOrder.json`),
    import(`../../messages/${locale}/quotes.json`),
  ])
  return {
    account: account.default,
    auth: auth.default,
    common: common.default,
    dashboard: dashboard.default,
    home: home.default,
    quickOrder: quickOrder.default,
    quotes: quotes.default,
  }
}
