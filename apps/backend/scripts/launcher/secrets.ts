import { randomBytes } from "node:crypto"
import { demo } from "./paths"
import { readPrivate, writePrivate } from "./private-file"

/** Made once for a checkout, so that sessions and sign-ins outlive a restart. */
export type Secrets = {
  jwt: string
  cookie: string
  adminPassword: string
  /** The password that every shopper of the demo shares. */
  shopperPassword: string
}

/** The secrets of this checkout; what is missing is generated. */
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
