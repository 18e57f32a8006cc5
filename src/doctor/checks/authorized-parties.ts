import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { type Check, type Finding, listed, ok, warning, wrong } from "../finding"

const isLoopback = (origin: string): boolean => /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|$)/.test(origin)

/** Whether the storefronts' session tokens are accepted, and nobody else's. */
export const authorizedParties: Check = {
  name: "authorized_parties",
  title: "Origins",
  async look({ container, options, production }) {
    const parties = options.clerk.authorizedParties
    const { http } = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig
    const strangers = originsIn(http.storeCors).filter((origin) => !parties.includes(origin) && !(production && isLoopback(origin)))
    const found: Finding[] = []
    if (production && parties.every(isLoopback)) {
      found.push(
        wrong("Only session tokens of this machine are accepted.", "Add the origins of your storefronts to CLERK_AUTHORIZED_PARTIES.")
      )
    }
    const unencrypted = parties.filter((party) => party.startsWith("http:") && !isLoopback(party))
    if (unencrypted.length) {
      found.push(warning(`Tokens from ${listed(unencrypted)} travel unencrypted.`, "Serve the storefront over https."))
    }
    if (strangers.length) {
      found.push(
        warning(
          `${listed(strangers)} may call the store API (storeCors), but its customers cannot sign in: their tokens are refused.`,
          "Add the origin to CLERK_AUTHORIZED_PARTIES, or remove it from storeCors."
        )
      )
    }
    return found.length ? found : ok(`Tokens are accepted from ${listed(parties)}`)
  },
}

/** Returns the plain origins of a CORS list, which may also hold regular expressions. */
const originsIn = (cors: string): string[] =>
  cors
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => URL.canParse(entry))
    .map((entry) => new URL(entry).origin)
