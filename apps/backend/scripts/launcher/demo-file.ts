import { rmSync } from "node:fs"
import type { ClerkStandIn } from "clerk-stand-in"
import { demo } from "./paths"
import { writePrivate } from "./private-file"
import type { DemoUser } from "./shoppers"

/** The content of `.demo/demo.json`. Nothing in it comes from the environment, except the admin's e-mail address. */
export type DemoFile = {
  backend_url: string
  storefront_url?: string
  dashboard_url?: string
  publishable_key: string
  admin: { email: string; password?: string }
  users: DemoUser[]
  clerk?: {
    api_url: string
    secret_key: string
    jwt_key: string
    issuer: string
    authorized_parties: string[]
    webhook_signing_secret: string
  }
}

/** Writes the file. Its presence means that the demo is ready. */
export function publishDemoFile(content: DemoFile): void {
  writePrivate(demo.file, content)
}

/** Removes the file of an earlier start, because its addresses are out of date. */
export function withdrawDemoFile(): void {
  rmSync(demo.file, { force: true })
}

/** The stand-in's part of the file. */
export function clerkPart(clerk: ClerkStandIn): DemoFile["clerk"] {
  return {
    api_url: clerk.apiUrl,
    secret_key: clerk.secretKey,
    jwt_key: clerk.jwtKey,
    issuer: clerk.issuer,
    authorized_parties: clerk.authorizedParties,
    webhook_signing_secret: clerk.webhookSigningSecret,
  }
}
