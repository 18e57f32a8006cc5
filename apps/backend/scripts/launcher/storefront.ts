import type { ClerkStandIn } from "clerk-stand-in"
import { LOOPBACK, probePort } from "local-postgres"
import { ForeseenError, messageOf } from "./foreseen-error"
import type { LaunchContext } from "./launch"
import { nextCommand } from "./next-command"
import { demo, STOREFRONT } from "./paths"
import { portTaken, type RunningServer, startServer } from "./running-server"
import type { StorefrontSettings } from "./settings"

const USUAL_PORT = 8000
const NEIGHBOURS = 20

/** What the storefront needs to know about the shop. */
export type ShopForStorefront = { backendUrl: string; publishableKey: string; clerk: ClerkStandIn | undefined; authorizedParties: string[] }

/**
 * Returns the port for the storefront: the wanted one, or the first free one from 8000 on.
 *
 * @throws {ForeseenError} if the wanted one is taken
 */
export async function storefrontPort({ port }: StorefrontSettings): Promise<number> {
  if (port !== undefined) {
    if (!(await isFree(port))) {
      throw portTaken(port, "STOREFRONT_PORT")
    }
    return port
  }
  for (let candidate = USUAL_PORT; candidate < USUAL_PORT + NEIGHBOURS; candidate++) {
    if (await isFree(candidate)) {
      return candidate
    }
  }
  throw new ForeseenError(
    `The ports from ${USUAL_PORT} to ${USUAL_PORT + NEIGHBOURS - 1} are in use. Choose a free one with STOREFRONT_PORT.`
  )
}

/** Returns the origins under which a browser may open the storefront. The first is the one to show. */
export function storefrontOrigins(port: number): string[] {
  return [`http://localhost:${port}`, `http://${LOOPBACK}:${port}`]
}

/**
 * Starts the storefront's production build on loopback, and waits until its home page is there.
 *
 * @throws {ForeseenError} if its port is taken, or with the end of the log if it does not start
 */
export function startStorefront(context: LaunchContext, port: number, shop: ShopForStorefront): Promise<RunningServer> {
  const env: NodeJS.ProcessEnv = { ...context.env, ...storefrontEnvironment(shop) }
  // Next calls every loopback address localhost. Under another name it would take its own rewrites for those to another site.
  const args = ["start", "--hostname", "localhost", "--port", String(port)]
  const [url = ""] = storefrontOrigins(port)
  return startServer(
    { ...context, env },
    { name: "next", script: nextCommand(), args, cwd: STOREFRONT },
    { title: "The storefront", url, listens: /\bReady in\b/, portVariable: "STOREFRONT_PORT" }
  )
}

/** With Clerk's own keys in the environment, the storefront talks to Clerk and shows no sign-ins. */
function storefrontEnvironment({ backendUrl, publishableKey, clerk, authorizedParties }: ShopForStorefront): NodeJS.ProcessEnv {
  return {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    NEXT_PUBLIC_CLERK_TELEMETRY_DISABLED: "1",
    MEDUSA_BACKEND_URL: backendUrl,
    NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY: publishableKey,
    CLERK_AUTHORIZED_PARTIES: authorizedParties.join(","),
    ...(clerk && {
      CLERK_SECRET_KEY: clerk.secretKey,
      CLERK_JWT_KEY: clerk.jwtKey,
      CLERK_API_URL: clerk.apiUrl,
      CLERK_FAPI_URL: clerk.apiUrl,
      NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: clerk.publishableKey,
      NEXT_PUBLIC_CLERK_PROXY_URL: "/__clerk",
      CEDAR_DEMO_FILE: demo.file,
    }),
  }
}

async function isFree(port: number): Promise<boolean> {
  const free = await probePort(port).catch((error: unknown) => {
    throw new ForeseenError(`Port ${port} cannot be used (${messageOf(error)}). Choose another one with STOREFRONT_PORT.`)
  })
  return free !== undefined
}
