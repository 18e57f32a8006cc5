import { createBrowserViews } from "./client-json"
import { createClientsStore } from "./clients-store"
import { createEmailCodes, type ClerkStandInEmailCodes, type SentEmailCode } from "./email-codes"
import { createFaults, type ClerkStandInFaults } from "./faults"
import { serve } from "./http/server"
import { generateKeys, type StandInKeys, toJwk } from "./keys"
import { publishableKeyOf } from "./publishable-key"
import { createRequestLog, type ClerkStandInRequests } from "./request-log"
import { backendApi } from "./routes/backend-api"
import { frontendApi } from "./routes/frontend-api"
import { scripts } from "./routes/scripts"
import { standInRoutes } from "./routes/stand-in"
import { newSecretKey, newWebhookSigningSecret } from "./secrets"
import { type ClerkStandInSessions, createSessionsStore } from "./sessions-store"
import { loadState, saveState } from "./state-file"
import { mintToken, type MintTokenOptions, type TokenSettings } from "./tokens"
import type { ClerkUserInput } from "./user-json"
import { type ClerkStandInUsers, createUsersStore } from "./users-store"
import { createWebhookDelivery, type ClerkStandInWebhooks } from "./webhook-delivery"

export type ClerkStandInOptions = {
  /** 0 takes a free one. @default 0 */
  port?: number
  /** Loopback only. @default "127.0.0.1" */
  host?: "127.0.0.1"
  /** The `iss` of tokens. @default "https://clerk.shop.test" */
  issuer?: string
  /** @default that of the state file, or a fresh `sk_test_…` */
  secretKey?: string
  /** Where the events of `users` are sent. @default nowhere */
  webhook?: { url: string }
  /** @default that of the state file, or a fresh `whsec_…` */
  webhookSigningSecret?: string
  /** Origins that tokens are made for; the first is their `azp` by default. @default ["http://localhost:8000"] */
  authorizedParties?: string[]
  /** How long a session token lives, in seconds. @default 60 */
  tokenTtlSeconds?: number
  /** Users to begin with; those whose id or email is there already are left as they are, and no webhook is sent. */
  users?: ClerkUserInput[]
  /** How the shop is called where Clerk's components show it. @default "Shop" */
  applicationName?: string
  /** Receives each code that Clerk would send by e-mail. @default one line to `log` */
  onEmailCode?: (sent: SentEmailCode) => void
  /** The folder that Clerk's npm packages, whose scripts pages load, are looked for from. @default this package's */
  scriptsFrom?: string
  /** Gets one line for each call and each webhook attempt, without secrets. @default silent */
  log?: (line: string) => void
  /** @default those of the state file, or fresh ones */
  keys?: StandInKeys
  /** Keeps keys, secrets and users for the next start, readable for the owner only. @default nothing is kept */
  stateFile?: string
}

export type ClerkStandIn = {
  /** For `CLERK_API_URL`, e.g. `http://127.0.0.1:40123` */
  apiUrl: string
  secretKey: string
  /** For the browser: `NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY` or `VITE_CLERK_PUBLISHABLE_KEY`. */
  publishableKey: string
  /** PEM with real newlines, for `jwtKey` of `verifyToken` */
  jwtKey: string
  issuer: string
  authorizedParties: string[]
  webhookSigningSecret: string
  users: ClerkStandInUsers
  sessions: ClerkStandInSessions
  /** The codes that Clerk would have sent by e-mail. */
  emailCodes: ClerkStandInEmailCodes
  /** A session token of a user, who need not exist. Its session is active, unless it was begun before and has ended. */
  mintToken(userId: string, options?: MintTokenOptions): string
  /** A token of the right shape and key id, signed with another RSA key. */
  mintForgedToken(userId: string, options?: MintTokenOptions): string
  webhooks: ClerkStandInWebhooks
  faults: ClerkStandInFaults
  requests: ClerkStandInRequests
  /** Stops the server and gives up what is still to be delivered. */
  close(): Promise<void>
}

/**
 * Starts a local stand-in for Clerk's cloud: its Backend API and its Frontend API on loopback, session tokens that
 * Clerk's SDK accepts, and signed webhooks.
 *
 * @throws Error where `NODE_ENV` is `production`, the host is not loopback, an option is unusable, the port is taken or
 * the state file is not one.
 * @example
 * const clerk = await startClerkStandIn({ users: [{ id: "user_ada", email: "ada@example.com" }] });
 * const client = createClerkClient({ secretKey: clerk.secretKey, apiUrl: clerk.apiUrl });
 * await client.users.getUser("user_ada");
 * await verifyToken(clerk.mintToken("user_ada"), { jwtKey: clerk.jwtKey, authorizedParties: clerk.authorizedParties });
 * await clerk.close();
 */
export async function startClerkStandIn(options: ClerkStandInOptions = {}): Promise<ClerkStandIn> {
  refuseUnsafeUse(options)
  const {
    port = 0,
    issuer = "https://clerk.shop.test",
    authorizedParties = ["http://localhost:8000"],
    tokenTtlSeconds = 60,
    log = () => undefined,
    stateFile,
  } = options

  const state = stateFile === undefined ? undefined : loadState(stateFile)
  const keys = options.keys ?? state?.keys ?? generateKeys()
  const secretKey = options.secretKey ?? state?.secret_key ?? newSecretKey()
  const webhookSigningSecret = options.webhookSigningSecret ?? state?.webhook_signing_secret ?? newWebhookSigningSecret()
  const closing = new AbortController()

  const webhooks = createWebhookDelivery({
    secret: webhookSigningSecret,
    instanceId: keys.kid,
    target: options.webhook?.url ?? null,
    log,
    signal: closing.signal,
  })
  const sessions = createSessionsStore(webhooks.emit)
  const users = createUsersStore({
    stored: state?.users ?? [],
    onEvent(event) {
      if (event.type === "user.deleted" || event.data.banned) {
        sessions.revokeAll(event.data.id)
      }
      webhooks.emit(event.type, event.data)
    },
    onChange: () => save(),
  })
  const save = () => {
    if (stateFile !== undefined) {
      saveState(stateFile, {
        version: 1,
        keys,
        secret_key: secretKey,
        webhook_signing_secret: webhookSigningSecret,
        users: users.snapshot(),
      })
    }
  }
  users.seed(options.users ?? [])

  const tokens: TokenSettings = { keys, issuer, authorizedParties, tokenTtlSeconds }
  const publishableKey = publishableKeyOf(issuer)
  const emailCodes = createEmailCodes(options.onEmailCode ?? (({ email, code, purpose }) => log(`email-code ${purpose} ${email} ${code}`)))
  const faults = createFaults(closing.signal)
  const requests = createRequestLog()
  const server = await serve({
    port,
    log,
    // The first group that owns a path answers, so the narrower prefixes come first.
    groups: [
      standInRoutes({ users, sessions, tokens, emailCodes }),
      frontendApi({
        publishableKey,
        applicationName: options.applicationName ?? "Shop",
        users,
        sessions,
        clients: createClientsStore(),
        emailCodes,
        views: createBrowserViews({ users, sessions, tokens }),
        tokens,
      }),
      scripts(options.scriptsFrom ?? __dirname),
      backendApi({
        secretKey,
        jwk: toJwk(keys),
        users,
        sessions,
        tokens,
        recordRequest: requests.record,
        interceptWithFault: faults.intercept,
      }),
    ],
  })

  let foreignKeys: StandInKeys | undefined
  return {
    apiUrl: server.url,
    secretKey,
    publishableKey,
    jwtKey: keys.publicKey,
    issuer,
    authorizedParties,
    webhookSigningSecret,
    users,
    sessions,
    emailCodes: { list: emailCodes.list, latest: emailCodes.latest },
    mintToken(userId, mintOptions) {
      const sid = mintOptions?.sid
      const session = sid === null ? null : sessions.create(userId, sid)
      return mintToken(tokens, userId, { ...mintOptions, sid: session?.id ?? null })
    },
    mintForgedToken(userId, mintOptions) {
      foreignKeys ??= generateKeys()
      return mintToken(tokens, userId, { ...mintOptions, privateKey: foreignKeys.privateKey })
    },
    webhooks,
    faults,
    requests,
    async close() {
      closing.abort()
      await Promise.all([server.close(), webhooks.idle()])
    },
  }
}

function refuseUnsafeUse({ host, authorizedParties, webhookSigningSecret }: ClerkStandInOptions): void {
  if (process.env.NODE_ENV === "production") {
    throw new Error("clerk-stand-in: refused because NODE_ENV is production. It lets anybody in: set CLERK_SECRET_KEY and use Clerk.")
  }
  if (host !== undefined && host !== "127.0.0.1") {
    throw new Error(`clerk-stand-in: host ${JSON.stringify(host)} is refused, it listens on 127.0.0.1 only.`)
  }
  if (authorizedParties?.length === 0) {
    throw new Error("clerk-stand-in: authorizedParties must not be empty, Clerk's SDK would then check none.")
  }
  if (webhookSigningSecret !== undefined && !/^whsec_[A-Za-z0-9+/]+=*$/.test(webhookSigningSecret)) {
    throw new Error('clerk-stand-in: webhookSigningSecret must be "whsec_" and base64.')
  }
}
