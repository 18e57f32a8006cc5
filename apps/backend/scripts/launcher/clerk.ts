import { type ClerkStandIn, startClerkStandIn } from "clerk-stand-in"
import type { BackendLog } from "./backend-log"
import type { Cleanup } from "./cleanup"
import { ForeseenError, messageOf } from "./foreseen-error"
import { demo } from "./paths"
import type { Settings } from "./settings"
import { shopperAccounts } from "./shoppers"

/** Longer than Clerk's minute, so that a token survives being pasted into a terminal. */
const TOKEN_TTL_SECONDS = 3600

/**
 * Starts the stand-in on the users it kept. Its webhooks go nowhere until the backend answers.
 *
 * @throws {ForeseenError} where it refuses to start
 */
export async function startStandIn(settings: Settings, shopperPassword: string, log: BackendLog, cleanup: Cleanup): Promise<ClerkStandIn> {
  const accounts = shopperAccounts(shopperPassword)
  const clerk = await startClerkStandIn({
    stateFile: demo.clerk,
    users: accounts,
    tokenTtlSeconds: TOKEN_TTL_SECONDS,
    log: (line) => log.line(`clerk-stand-in: ${line}`),
    ...(settings.authorizedParties.length > 0 && { authorizedParties: settings.authorizedParties }),
  }).catch((error: unknown) => {
    throw new ForeseenError(messageOf(error))
  })
  cleanup.add(() => clerk.close())
  return clerk
}

/** The environment by which the backend finds the stand-in. */
export function standInEnvironment(clerk: ClerkStandIn): NodeJS.ProcessEnv {
  return {
    CLERK_SECRET_KEY: clerk.secretKey,
    CLERK_JWT_KEY: clerk.jwtKey,
    CLERK_ISSUER: clerk.issuer,
    CLERK_AUTHORIZED_PARTIES: clerk.authorizedParties.join(","),
    CLERK_WEBHOOK_SIGNING_SECRET: clerk.webhookSigningSecret,
    CLERK_API_URL: clerk.apiUrl,
  }
}
