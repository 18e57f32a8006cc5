import { readFileSync } from "node:fs"
import path from "node:path"
import { fromRoot } from "./paths"
import { foldersIn } from "./source"

type Target = string | { types?: string; import?: string; require?: string; default: string }

/** What is read of package.json. */
export type PackageJson = {
  name: string
  version: string
  description: string
  engines: { node: string }
  peerDependencies: Record<string, string>
  files: string[]
  scripts: Record<string, string>
  exports: Record<string, Target>
}

/** One thing that a merchant can import: `medusa-plugin-customer-role/<entry>`. */
export type PackageEntry = { entry: string; types: string; code: string; source: string; conditions: string[] }

/** Package.json as it stands. */
export const readPackage = (): PackageJson => JSON.parse(readFileSync(fromRoot("package.json"), "utf8"))

/**
 * The named entries of package.json's `exports` that are code, with wildcards filled in. What Medusa itself loads
 * (`./admin`, `./.medusa/…`) and files that are data are left out.
 *
 * @example
 * packageEntries()[0]
 * // { entry: "guards", code: "./.medusa/server/src/api/guards/index.js", source: "src/api/guards/index.ts", … }
 */
export const packageEntries = (): PackageEntry[] =>
  Object.entries(readPackage().exports)
    .filter(([entry, target]) => typeof target !== "string" && entry !== "./admin")
    .flatMap(([entry, target]) => (typeof target === "string" ? [] : filledIn(entry, target)))
    .sort((a, b) => a.entry.localeCompare(b.entry))

const filledIn = (pattern: string, target: Exclude<Target, string>): PackageEntry[] =>
  namesFor(pattern).map((name) => {
    const fill = (value: string): string => value.replace("*", name)
    return {
      entry: fill(pattern).replace(/^\.\//, ""),
      types: fill(target.types ?? ""),
      code: fill(target.default),
      source: fill(path.posix.relative(".medusa/server", target.default)).replace(/\.js$/, ".ts"),
      conditions: Object.keys(target),
    }
  })

const namesFor = (pattern: string): string[] => (pattern.includes("*") ? foldersIn(pattern.split("/")[1]) : [""])
