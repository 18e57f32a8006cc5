import { readFileSync } from "node:fs"
import path from "node:path"

/** The version of this package, wherever in it the built file lies. */
export const packageVersion = (folder = __dirname): string => {
  try {
    const { name, version }: { name?: string; version?: string } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"))
    if (name === "medusa-plugin-customer-role" && version) {
      return version
    }
  } catch {
    // There is none in this folder.
  }
  const parent = path.dirname(folder)
  return parent === folder ? "unknown" : packageVersion(parent)
}
