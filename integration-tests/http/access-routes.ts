import { readdirSync } from "node:fs"
import path from "node:path"
import manifest from "../../medusa-plugin.json"
import { builtPluginFolder } from "../helpers/built-plugin"
import { columnOf, PUBLIC, TABLE } from "./access-rows"

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])

const MEDUSAS_API = path.join(path.dirname(require.resolve("@medusajs/medusa/package.json")), "dist/api")

/** The plugin's routes, and Medusa's routes for customers, as `METHOD /path/:parameter`. */
export type Routes = { ours: string[]; medusas: string[] }

/**
 * Returns the routes below a folder as Medusa finds them: a path for each file, a method for each export.
 *
 * @example
 * routesBelow("node_modules/@medusajs/medusa/dist/api/store", "/store") // ["GET /store/carts/:id", …]
 */
export const routesBelow = (folder: string, prefix: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "route.js")
    .flatMap((file) => {
      const route: object = require(path.join(folder, file))
      const address = path.posix.join(prefix, path.dirname(file)).replaceAll(/\[([^\]]+)\]/g, ":$1")
      return Object.keys(route)
        .filter((name) => METHODS.has(name))
        .map((method) => `${method} ${address}`)
    })

/** Returns the current routes. Routes that the plugin answers before Medusa have no file; the manifest lists them. */
export const routesOnDisk = (): Routes => ({
  ours: [
    ...new Set([
      ...routesBelow(path.join(builtPluginFolder(), ".medusa/server/src/api"), "/"),
      ...manifest.routes.map(({ method, path: address }) => `${method} ${address}`),
    ]),
  ],
  medusas: ["store", "auth"].flatMap((area) => routesBelow(path.join(MEDUSAS_API, area), `/${area}`)),
})

/** Returns the route that Medusa picks for a call of the table: literal paths win over parameters. */
const routeOf = (call: string, routes: string[]): string | undefined => {
  const [method, target] = call
    .replace(/ \(.*\)$/, "")
    .replaceAll(/<[^>]+>/g, "id")
    .split(" ")
  const asked = target.split("?")[0].split("/")
  const isMet = (route: string) => {
    const [routeMethod, address] = route.split(" ")
    const parts = address.split("/")
    return (
      routeMethod === method && parts.length === asked.length && parts.every((part, index) => part.startsWith(":") || part === asked[index])
    )
  }
  const parametersIn = (route: string) => route.split(":").length
  return routes.filter(isMet).sort((a, b) => parametersIn(a) - parametersIn(b))[0]
}

/** Routes that the table lacks, and rows without a route. */
export type Gaps = Record<"withoutRow" | "withoutTheirId" | "withoutTheirEmail" | "rowsOfNoRoute" | "publicRoutesThatAreNone", string[]>

/** Requires a row about someone else's id for each store route that takes one. Ids of the shop's own things are public. */
const takesId = (route: string) => / \/store\/.*:/.test(route)

/**
 * Compares the table with routes.
 *
 * @example
 * gapsInTable(routesOnDisk()).withoutRow // []
 */
export const gapsInTable = ({ ours, medusas }: Routes): Gaps => {
  const asked = TABLE.map((row) => ({ row, route: routeOf(row.call, row.isMedusas ? medusas : ours) }))
  const rowsOf = (route: string) => asked.filter((one) => one.route === route).map(({ row }) => row)
  const guarded = [...ours, ...medusas].filter((route) => !PUBLIC.includes(route))
  return {
    withoutRow: guarded.filter((route) => rowsOf(route).length === 0),
    withoutTheirId: guarded.filter(
      (route) => takesId(route) && !rowsOf(route).some((row) => columnOf(row) === "their id" || row.call.includes("<shop's "))
    ),
    withoutTheirEmail: foldersThatTakeEmail().filter(
      (folder) => !TABLE.some((row) => columnOf(row) === "their e-mail" && row.call.split(" ")[1].startsWith(folder))
    ),
    rowsOfNoRoute: asked.filter(({ route }) => !route).map(({ row }) => row.call),
    publicRoutesThatAreNone: PUBLIC.filter((route) => !medusas.includes(route)),
  }
}

/**
 * Returns the folders of Medusa's store routes whose body may contain an e-mail address.
 *
 * @example
 * foldersThatTakeEmail() // ["/store/carts", …]
 */
export const foldersThatTakeEmail = (): string[] =>
  readdirSync(path.join(MEDUSAS_API, "store"), { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "validators.js")
    .filter((file) => {
      const schemas: object = require(path.join(MEDUSAS_API, "store", file))
      return Object.values(schemas).some((schema: unknown) => takesEmail(schema))
    })
    .map((file) => path.posix.join("/store", path.dirname(file)))

const takesEmail = (schema: unknown): boolean =>
  typeof schema === "object" &&
  schema !== null &&
  "shape" in schema &&
  typeof schema.shape === "object" &&
  schema.shape !== null &&
  "email" in schema.shape
