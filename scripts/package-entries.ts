import { readFileSync } from "node:fs"
import path from "node:path"
import { fromRoot } from "./paths"
import { foldersIn } from "./source"

type Target = string | { types?: string; import?: string; require?: string; default: string }

/** The part of package.json that is used here. */
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

/** An entry that merchants can import: `medusa-plugin-customer-role/<entry>`. */
export type PackageEntry = { entry: string; types: string; code: string; source: string; conditions: string[] }

/** Returns the content of package.json. */
export const readPackage = (): PackageJson => JSON.parse(readFileSync(fromRoot("package.json"), "utf8"))

/**
 * Returns the code entries in package.json's `exports`, with wildcards expanded. Omits data files and what Medusa
 * itself loads (`./admin`, `./.medusa/…`).
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
