import { readFileSync } from "node:fs"
import path from "node:path"
import ts from "typescript"
import { ERROR_CATALOGUE } from "../src/errors"
import { pluginOptionsJsonSchema } from "../src/options"
import { packageEntries, readPackage } from "./package-entries"
import { fromRoot } from "./paths"
import { foldersIn, nodesOf, parseSource, sourcesBelow, surfaceOf } from "./source"

/** The path of the manifest. */
export const MANIFEST_FILE = fromRoot("medusa-plugin.json")

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]

type Route = { method: string; path: string }

/**
 * Returns the content of `medusa-plugin.json`, read from the plugin's sources.
 *
 * @example
 * const { routes } = buildManifest() // [{ method: "GET", path: "/admin/customers/:id/role" }, …]
 */
export const buildManifest = () => {
  const { name, version, description, peerDependencies, engines } = readPackage()
  const routes = sourcesBelow("api").flatMap(ownRoutes)
  return {
    name,
    version,
    description,
    requires: { medusa: peerDependencies["@medusajs/medusa"], node: engines.node },
    modules: foldersIn("modules").map((folder) => ({
      key: constantOf(fromRoot("src/modules", folder, "index.ts"), /_MODULE$/),
      resolve: `${name}/modules/${folder}`,
    })),
    providers: foldersIn("providers").map((folder) => ({
      id: folder,
      module: providedModule(fromRoot("src/providers", folder, "index.ts")),
      resolve: `${name}/providers/${folder}`,
    })),
    links: sourcesBelow("links").map((file) => path.basename(file, ".ts")),
    workflows: sourcesBelow("workflows").flatMap(workflowIds).sort(),
    routes: [...routes, ...sourcesBelow("api").flatMap((file) => takenOverRoutes(file, routes))].sort(byPath),
    events: sourcesBelow("")
      .filter((file) => path.basename(file) === "events.ts")
      .flatMap(eventNames)
      .sort(),
    errors: Object.entries(ERROR_CATALOGUE)
      .map(([code, { status }]) => ({ code, status }))
      .sort((a, b) => a.status - b.status || a.code.localeCompare(b.code)),
    exports: packageEntries().map(({ entry }) => entry),
    options: pluginOptionsJsonSchema(),
  }
}

/** Returns the text of the manifest. */
export const manifestText = (): string => `${JSON.stringify(buildManifest(), null, 2)}\n`

/** Returns the manifest that is in the repository. */
export const readManifest = (): unknown => JSON.parse(readFileSync(MANIFEST_FILE, "utf8"))

const byPath = (a: Route, b: Route): number => a.path.localeCompare(b.path) || a.method.localeCompare(b.method)

/** Turns `src/api/store/quotes/[id]` into `/store/quotes/:id`. */
const pathOf = (file: string): string =>
  `/${path.relative(fromRoot("src/api"), path.dirname(file)).split(path.sep).join("/")}`.replace(/\[(\w+)\]/g, ":$1")

const ownRoutes = (file: string): Route[] =>
  path.basename(file) === "route.ts"
    ? surfaceOf(file)
        .values.filter((name) => METHODS.includes(name))
        .map((method) => ({ method, path: pathOf(file) }))
    : []

/**
 * Returns the Medusa routes that a resource's `middlewares.ts` answers, at least in part: those at the path of its
 * folder whose body it reads itself. A guard alone does not make a route the plugin's.
 */
const takenOverRoutes = (file: string, own: Route[]): Route[] => {
  const route = pathOf(file)
  if (path.basename(file) !== "middlewares.ts" || own.some((known) => known.path === route)) {
    return []
  }
  return nodesOf(parseSource(file), ts.isObjectLiteralExpression)
    .filter((literal) => textsOf(literal, /^matcher$/).includes(route))
    .filter(({ properties }) => properties.some((property) => property.name?.getText() === "bodyParser"))
    .flatMap((literal) => textsOf(literal, /^methods?$/))
    .map((method) => ({ method, path: route }))
}

/** Returns the texts in the properties of an object literal whose names match. */
const textsOf = (literal: ts.ObjectLiteralExpression, name: RegExp): string[] =>
  literal.properties
    .filter(ts.isPropertyAssignment)
    .filter((property) => name.test(property.name.getText()))
    .flatMap((property) => nodesOf(property.initializer, ts.isStringLiteral).map(({ text }) => text))

const workflowIds = (file: string): string[] =>
  nodesOf(parseSource(file), ts.isCallExpression)
    .filter(({ expression }) => expression.getText() === "createWorkflow")
    .flatMap(({ arguments: [id] }) => (ts.isObjectLiteralExpression(id) ? textsOf(id, /^name$/) : ts.isStringLiteral(id) ? [id.text] : []))

/** Returns the event names that a file exports. */
const eventNames = (file: string): string[] =>
  nodesOf(parseSource(file), ts.isPropertyAssignment)
    .map(({ initializer }) => initializer)
    .filter(ts.isStringLiteral)
    .map(({ text }) => text)

const constantOf = (file: string, name: RegExp): string => {
  const found = nodesOf(parseSource(file), ts.isVariableDeclaration).find((declaration) => name.test(declaration.name.getText()))
  if (!found?.initializer || !ts.isStringLiteral(found.initializer)) {
    throw new Error(`${file} has no constant that matches ${name}.`)
  }
  return found.initializer.text
}

/** Returns the module of a provider: `ModuleProvider(Modules.AUTH, …)` provides for `auth`. */
const providedModule = (file: string): string => {
  const call = nodesOf(parseSource(file), ts.isCallExpression).find(({ expression }) => expression.getText() === "ModuleProvider")
  const [, name] = call?.arguments[0]?.getText().match(/^Modules\.(\w+)$/) ?? []
  if (!name) {
    throw new Error(`${file} is not a module provider.`)
  }
  return name.toLowerCase()
}
