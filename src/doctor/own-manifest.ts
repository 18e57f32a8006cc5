import { existsSync, readFileSync } from "node:fs"
import path from "node:path"

/** The parts of a `package.json` that a check reads. */
export type Manifest = {
  name?: string
  version?: string
  peerDependencies?: Record<string, string>
  peerDependenciesMeta?: Record<string, { optional?: boolean }>
}

/** Returns the manifest of this package, or `undefined` outside of it: looks for it from the built file upwards. */
export const ownManifest = (folder = __dirname): Manifest | undefined => {
  const file = path.join(folder, "package.json")
  const manifest = existsSync(file) ? readManifest(file) : undefined
  if (manifest?.name === "medusa-plugin-customer-role") {
    return manifest
  }
  const parent = path.dirname(folder)
  return parent === folder ? undefined : ownManifest(parent)
}

/** Reads a `package.json`. */
export const readManifest = (file: string): Manifest => JSON.parse(readFileSync(file, "utf8"))
