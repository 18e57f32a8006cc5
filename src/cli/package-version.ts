import { readFileSync } from "node:fs"
import path from "node:path"

/** Returns the version of this package: looks for package.json from the built file upwards. */
export const packageVersion = (folder = __dirname): string => {
  try {
    const { name, version }: { name?: string; version?: string } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"))
    if (name === "medusa-plugin-customer-role" && version) {
      return version
    }
  } catch {
    // This folder has no package.json.
  }
  const parent = path.dirname(folder)
  return parent === folder ? "unknown" : packageVersion(parent)
}
