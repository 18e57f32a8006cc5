/**
 * Reads a setting at run time. `process.env.NEXT_PUBLIC_…` written out is replaced by its value at build time, and the
 * build could serve one shop only.
 */
const read = (name: string): string | undefined => process.env[name] || undefined

const required = (name: string): string => {
  const value = read(name)
  if (!value) {
    throw new Error(`${name} is not set. README.md of the storefront lists the settings.`)
  }
  return value
}

/** Reads a list with commas. `undefined` for one without entries. */
const listOf = (text: string | undefined): string[] | undefined => {
  const entries = (text ?? "").split(",").map((entry) => entry.trim())
  const present = entries.filter((entry) => entry !== "")
  return present.length > 0 ? present : undefined
}

/** Where Medusa is. */
export const medusaSettings = () => ({
  baseUrl: required("MEDUSA_BACKEND_URL"),
  publishableKey: required("NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY"),
})

/** What Cedar says to Clerk's SDK, which itself reads the secret key and the addresses of Clerk's APIs. */
export const clerkSettings = () => ({
  publishableKey: required("NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY"),
  /** A PEM in an environment variable often has its line breaks written as `\n`. */
  jwtKey: read("CLERK_JWT_KEY")?.replaceAll("\\n", "\n"),
  /** The path on this site under which Clerk's Frontend API is reached. Unset: the browser talks to Clerk itself. */
  proxyUrl: read("NEXT_PUBLIC_CLERK_PROXY_URL"),
  authorizedParties: listOf(read("CLERK_AUTHORIZED_PARTIES")),
})

/** The path of the file with the demo's sign-ins. `npm run demo` sets it, and nothing else does. */
export const demoFile = (): string | undefined => read("CEDAR_DEMO_FILE")
