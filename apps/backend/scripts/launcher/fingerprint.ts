import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs"
import path from "node:path"
import { ROOT } from "./paths"

/** Returns a hash of files and folders with their paths, and of further words. Missing ones count as empty. */
export function fingerprint(sources: string[], isWanted: (file: string) => boolean = () => true, ...words: string[]): string {
  const hash = createHash("sha256").update(JSON.stringify(words))
  for (const file of sources.flatMap(filesOf).filter(isWanted).sort()) {
    hash.update(path.relative(ROOT, file)).update("\0").update(readFileSync(file)).update("\0")
  }
  return hash.digest("hex")
}

/** Returns the version of an installed package. */
export function versionOf(packageJson: string): string {
  return (JSON.parse(readFileSync(packageJson, "utf8")) as { version: string }).version
}

function filesOf(source: string): string[] {
  if (!existsSync(source)) {
    return []
  }
  if (statSync(source).isFile()) {
    return [source]
  }
  return readdirSync(source, { recursive: true, encoding: "utf8" })
    .map((entry) => path.join(source, entry))
    .filter((file) => statSync(file).isFile())
}
