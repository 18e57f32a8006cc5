import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { satisfies } from "semver"
import { type Check, listed, ok, wrong } from "../finding"
import { type Manifest, ownManifest, readManifest } from "../own-manifest"

/** Whether the project has the versions of Medusa's packages that the plugin is made for. */
export const versions: Check = {
  name: "versions",
  title: "Versions",
  async look({ folder }) {
    const project = createRequire(path.join(folder, "package.json"))
    const plugin = ownManifest()
    const found = Object.entries(plugin?.peerDependencies ?? {}).map(([name, range]) => ({
      name,
      range,
      installed: manifestOf(project, name)?.version,
      optional: plugin?.peerDependenciesMeta?.[name]?.optional ?? false,
    }))
    const unfit = found.filter(({ installed, range, optional }) => (installed === undefined ? !optional : !satisfies(installed, range)))
    return unfit.length
      ? wrong(
          `${listed(unfit.map(({ name, range, installed }) => `${name} is ${installed ?? "not installed"}, not ${range}`))}.`,
          "Install the versions that the plugin is made for, or the version of the plugin that is made for yours."
        )
      : ok(`Medusa ${found.find(({ name }) => name === "@medusajs/medusa")?.installed ?? ""}, plugin ${plugin?.version ?? ""}`)
  },
}

/** Reads a package's manifest where the project would load the package from. Some packages do not export it. */
const manifestOf = (project: NodeJS.Require, name: string): Manifest | undefined => {
  const file = (project.resolve.paths(name) ?? []).map((folder) => path.join(folder, name, "package.json")).find(existsSync)
  return file ? readManifest(file) : undefined
}
