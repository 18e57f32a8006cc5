import { readFileSync } from "node:fs"
import { buildManifest, manifestText, MANIFEST_FILE } from "../../scripts/manifest"
import { readPackage } from "../../scripts/package-entries"
import { fromRoot } from "../../scripts/paths"

const readme = readFileSync(fromRoot("README.md"), "utf8")

/** Returns the first cells of the table below a heading in README. */
const firstCells = (heading: string): string[] => {
  const section = readme.split(new RegExp(`^#+ ${heading}$`, "m"))[1]?.split(/^#/m)[0] ?? ""
  return section.split("\n").flatMap((line) => line.match(/^\| (`.*?) \|/)?.[1] ?? [])
}

/** Returns the texts in code marks. */
const quoted = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name)

describe("medusa-plugin.json", () => {
  it("matches the code (npm run manifest rewrites it)", () => {
    expect(JSON.parse(readFileSync(MANIFEST_FILE, "utf8"))).toEqual(JSON.parse(manifestText()))
  })

  it("is published", () => {
    const { files, exports } = readPackage()
    expect(files).toContain("medusa-plugin.json")
    expect(exports["./medusa-plugin.json"]).toBe("./medusa-plugin.json")
  })

  it("lists known modules, routes, events and options of the sources", () => {
    const manifest = buildManifest()
    expect(manifest).toMatchObject({ name: "medusa-plugin-customer-role", requires: { medusa: "2.21.2", node: ">=20.9" } })
    expect(manifest.modules).toContainEqual({ key: "customer_role", resolve: "medusa-plugin-customer-role/modules/customer-role" })
    expect(manifest.providers).toEqual([
      { id: "clerk", module: "auth", resolve: "medusa-plugin-customer-role/providers/clerk" },
      { id: "on-account", module: "payment", resolve: "medusa-plugin-customer-role/providers/on-account" },
    ])
    expect(manifest.links).toEqual(expect.arrayContaining(["customer-customer-meta", "customer-meta-customer"]))
    expect(manifest.workflows).toEqual(expect.arrayContaining(["sync-role", "verify-business"]))
    expect(manifest.events).toContain("customer_role.verified")
    expect(manifest.errors).toContainEqual({ code: "account_disabled", status: 403 })
    expect(manifest.routes).toEqual(
      expect.arrayContaining([
        { method: "POST", path: "/auth/customer/clerk" },
        { method: "POST", path: "/hooks/clerk" },
        { method: "GET", path: "/store/customers/sync-role/:id" },
        { method: "GET", path: "/admin/customers/:id/role" },
      ])
    )
  })
})

describe("README", () => {
  it("lists exactly the routes of the plugin", () => {
    const routes = buildManifest().routes.map(({ method, path }) => `${method} ${path}`)
    expect(firstCells("Routes").flatMap(quoted).sort()).toEqual(routes.sort())
  })

  it("lists exactly the options of the plugin", () => {
    /** For an option that is an object or `false`, README lists the object's options. */
    const propertiesOf = (schema: object): object => {
      const alternatives: object[] = "anyOf" in schema && Array.isArray(schema.anyOf) ? schema.anyOf : [schema]
      return alternatives.reduce((found, one) => ({ ...found, ...("properties" in one && one.properties ? one.properties : {}) }), {})
    }
    const optionsIn = (schema: object, prefix = ""): string[] =>
      Object.entries(propertiesOf(schema)).flatMap(([name, value]) => {
        const nested = optionsIn(value, `${prefix}${name}.`)
        return nested.length ? nested : [`${prefix}${name}`]
      })
    expect(firstCells("Options").flatMap(quoted).sort()).toEqual(optionsIn(buildManifest().options).sort())
  })

  it("mentions only existing scripts", () => {
    const { scripts } = readPackage()
    const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name)
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })
})
