import { cookies, headers } from "next/headers"
import { getRequestConfig } from "next-intl/server"
import { LOCALE_COOKIE, localeOf } from "./locales"
import { loadMessages } from "./messages"

/** Cedar's own time zone. The server and the browser write dates in it, so that both write the same. */
const TIME_ZONE = "Europe/Berlin"

export default getRequestConfig(async () => {
  const locale = localeOf((await cookies()).get(LOCALE_COOKIE)?.value, (await headers()).get("accept-language"))
  return { locale, messages: await loadMessages(locale), timeZone: TIME_ZONE, now: new Date() }
})
