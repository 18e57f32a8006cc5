import { readdirSync, readFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { foldersIn } from "../source"
import { packageEntries } from "../package-entries"
import { ROOT } from "../paths"
import { cleanEnvironment, runToEnd } from "./processes"

/** Files that belong in no published package. */
const NOT_SHIPPED = [
  /(^|\/)__tests__\//,
  /\.(spec|test)\./,
  /\.map$/,
  /^src\//,
  /(^|\/)\.demo(\/|$)/,
  /(^|\/)\.env/,
  /^(apps|packages|integration-tests|benchmarks|scripts)\//,
  /\.tgz$/,
  /\.tsbuildinfo$/,
]

const SHIPPED = [
  "package.json",
  "medusa-plugin.json",
  "README.md",
  "LICENSE",
  "CHANGELOG.md",
  ".medusa/server/src/admin/index.js",
  ".medusa/server/src/admin/index.mjs",
]

/** Packs the plugin as for publishing and returns the tarball's path. */
export const packPlugin = async (folder: string): Promise<string> => {
  await runToEnd("npm", ["pack", "--pack-destination", folder], { cwd: ROOT, env: cleanEnvironment() })
  const [tarball] = readdirSync(folder).filter((name) => name.endsWith(".tgz"))
  return path.join(folder, tarball)
}

/** Returns the files of an unpacked package, relative to it. */
export const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    // Dependencies that npm could not place beside the package are not part of it.
    .filter((file) => !file.startsWith("node_modules/"))
    .sort()

/** Returns the files that must not be in the package. */
export const unwantedFiles = (files: string[]): string[] => files.filter((file) => NOT_SHIPPED.some((pattern) => pattern.test(file)))

/** Returns the required files that the package lacks: documents, every entry with its types, every module's migrations. */
export const missingFiles = (files: string[]): string[] => {
  const entries = packageEntries().flatMap(({ code, types }) => [code.slice(2), types.slice(2)])
  const lacking = [...SHIPPED, ...entries].filter((file) => !files.includes(file))
  const unmigrated = foldersIn("modules")
    .map((name) => `.medusa/server/src/modules/${name}/migrations/`)
    .filter((folder) => !files.some((file) => file.startsWith(folder) && file.endsWith(".js")))
  return [...lacking, ...unmigrated]
}

/** Returns the files that reveal where they were built, source maps included. */
export const filesWithMachinePaths = (folder: string, files: string[]): string[] => {
  const home = `${os.homedir()}/`
  return files.filter((file) => {
    const text = readFileSync(path.join(folder, file), "utf8")
    const maps = [...text.matchAll(/sourceMappingURL=data:application\/json[^,]*;base64,([\w+/=]+)/g)]
    const all = [text, ...maps.map(([, map]) => Buffer.from(map, "base64").toString("utf8"))].join("\n")
    return all.includes(`${ROOT}/`) || (home.length > 2 && all.includes(home))
  })
}
