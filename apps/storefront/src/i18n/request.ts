import { hasLocale } from "next-intl"
import { getRequestConfig } from "next-intl/server"
import { loadMessages } from "./messages"
import { routing } from "./routing"

/** Cedar's own time zone. The server and the browser write dates in it, so that both write the same. */
const TIME_ZONE = "Europe/Berlin"

export default getRequestConfig(async ({ requestLocale }) => {
  const asked = await requestLocale
  const locale = hasLocale(routing.locales, asked) ? asked : routing.defaultLocale
  return { locale, messages: await loadMessages(locale), timeZone: TIME_ZONE, now: new Date() }
})
