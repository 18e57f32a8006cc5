import { ForeseenError } from "./foreseen-error"

type Env = NodeJS.ProcessEnv

const USUAL_PORT = 9000
/** In `development`, Medusa builds the dashboard again at each start. In `production`, it wants https and refuses the stand-in. */
const BUILT_DASHBOARD = "demo"
const NO_STOREFRONT =
  "The storefront is left out: CLERK_SECRET_KEY is set, but NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY is not. Set it to the publishable key of " +
  "the same Clerk instance (pk_…)."

/** `port` is `undefined` where any free one will do. */
export type StorefrontSettings = { port: number | undefined }

/** The checked settings from the environment. */
export type Settings = {
  port: number
  /** `undefined` if no storefront is to start. */
  storefront: StorefrontSettings | undefined
  /** What a person has to know who expects more than these settings start. */
  note: string | undefined
  nodeEnv: string
  /** Whether Medusa serves its admin dashboard. */
  dashboard: boolean
  /** A database of the caller's own. */
  databaseUrl: string | undefined
  /** Whether to seed a database of the caller's own. The embedded one is always seeded. */
  seed: boolean
  /** Clerk itself, or the stand-in. */
  clerk: "clerk" | "stand-in"
  authorizedParties: string[]
  admin: { email: string; password: string | undefined }
}

/**
 * Reads the settings and refuses invalid ones before anything starts.
 *
 * @param wantsStorefront - whether the command starts a storefront. It then serves the dashboard as well, unless told otherwise
 * @throws {ForeseenError} that names the variable and its allowed values
 */
export function readSettings(env: Env, wantsStorefront: boolean): Settings {
  const dashboard = env.ADMIN_DASHBOARD ? flag("ADMIN_DASHBOARD", env.ADMIN_DASHBOARD) : wantsStorefront
  const nodeEnv = env.NODE_ENV || (dashboard ? BUILT_DASHBOARD : "development")
  const clerk = env.CLERK_SECRET_KEY ? "clerk" : "stand-in"
  const isIncomplete = clerk === "clerk" && !env.NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY
  const storefront = wantsStorefront && !isIncomplete
  const authorizedParties = (env.CLERK_AUTHORIZED_PARTIES ?? "")
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean)
  if (clerk === "stand-in" && nodeEnv === "production") {
    throw new ForeseenError(
      "NODE_ENV is production and CLERK_SECRET_KEY is not set. The stand-in for Clerk lets anybody in, so " +
        "it does not run in production. Set CLERK_SECRET_KEY, or unset NODE_ENV."
    )
  }
  if (clerk === "clerk" && !storefront && authorizedParties.length === 0) {
    throw new ForeseenError(
      "CLERK_SECRET_KEY is set, but CLERK_AUTHORIZED_PARTIES is not. Set it to the origins of your storefront, " +
        "for example https://shop.example,http://localhost:8000."
    )
  }
  return {
    port: port("PORT", env.PORT) ?? USUAL_PORT,
    note: wantsStorefront && isIncomplete ? NO_STOREFRONT : undefined,
    storefront: storefront ? { port: port("STOREFRONT_PORT", env.STOREFRONT_PORT) } : undefined,
    nodeEnv,
    dashboard,
    databaseUrl: databaseUrl(env.DATABASE_URL),
    seed: flag("SEED", env.SEED),
    clerk,
    authorizedParties,
    admin: { email: env.ADMIN_EMAIL || "admin@cedar.example", password: env.ADMIN_PASSWORD || undefined },
  }
}

function port(name: string, value: string | undefined): number | undefined {
  if (!value) {
    return undefined
  }
  const parsed = Number(value)
  if (!Number.isInteger(parsed) || parsed < 1 || parsed > 65535) {
    throw new ForeseenError(`${name} is "${value}"; set it to a number from 1 to 65535.`)
  }
  return parsed
}

function flag(name: string, value = ""): boolean {
  if (!["", "true", "false"].includes(value)) {
    throw new ForeseenError(`${name} is "${value}"; set it to true or false.`)
  }
  return value === "true"
}

function databaseUrl(value: string | undefined): string | undefined {
  if (value && !/^postgres(ql)?:\/\/.+/.test(value)) {
    throw new ForeseenError(
      "DATABASE_URL must look like postgres://user:password@host:5432/database. Unset it to use the embedded PostgreSQL."
    )
  }
  return value || undefined
}
