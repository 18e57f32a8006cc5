import { randomBytes } from "node:crypto"
import { demo } from "./paths"
import { readPrivate, writePrivate } from "./private-file"

/** Secrets that belong to one checkout, so that sessions and sign-ins survive a restart. */
export type Secrets = {
  jwt: string
  cookie: string
  adminPassword: string
  /** The password of every shopper in the demo. */
  shopperPassword: string
}

/** Returns the secrets of this checkout and generates the missing ones. */
export function loadSecrets(): Secrets {
  const kept = readPrivate<Partial<Secrets>>(demo.secrets)
  const secrets = {
    jwt: kept?.jwt ?? random(32),
    cookie: kept?.cookie ?? random(32),
    adminPassword: kept?.adminPassword ?? random(12),
    shopperPassword: kept?.shopperPassword ?? random(12),
  }
  writePrivate(demo.secrets, secrets)
  return secrets
}

function random(bytes: number): string {
  return randomBytes(bytes).toString("base64url")
}
