import { type ClerkStandIn, startClerkStandIn } from "clerk-stand-in"
import type { BackendLog } from "./backend-log"
import type { Cleanup } from "./cleanup"
import { ForeseenError, messageOf } from "./foreseen-error"
import { demo } from "./paths"
import type { Progress } from "./progress"
import { shopperAccounts } from "./shoppers"

/** Clerk's own tokens live for a minute, which is too short to paste one into a terminal. */
const TOKEN_TTL_SECONDS = 3600

/**
 * Starts the stand-in with the users that it stored. Its webhooks go nowhere until the backend answers.
 *
 * @throws {ForeseenError} if it does not start
 */
export async function startStandIn(
  { authorizedParties, tokenTtlSeconds = TOKEN_TTL_SECONDS }: { authorizedParties: string[]; tokenTtlSeconds?: number | undefined },
  shopperPassword: string,
  progress: Progress,
  log: BackendLog,
  cleanup: Cleanup
): Promise<ClerkStandIn> {
  const accounts = shopperAccounts(shopperPassword)
  const clerk = await startClerkStandIn({
    stateFile: demo.clerk,
    users: accounts,
    tokenTtlSeconds,
    applicationName: "Cedar",
    log: (line) => log.line(`clerk-stand-in: ${line}`),
    onEmailCode: ({ email, code }) => progress.say(`  The code for ${email} is ${code}.`),
    ...(authorizedParties.length > 0 && { authorizedParties }),
  }).catch((error: unknown) => {
    throw new ForeseenError(messageOf(error))
  })
  cleanup.add(() => clerk.close())
  return clerk
}

/** The environment variables that point the backend at the stand-in. */
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
