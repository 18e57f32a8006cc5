import { readdirSync } from "node:fs"
import path from "node:path"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { type Check, listed, ok, wrong } from "../finding"

const MODULES = path.resolve(__dirname, "../../modules")

/** Returns the names of the plugin's migrations, as Medusa records them. */
export const migrationNames = (): string[] =>
  readdirSync(MODULES)
    .map((module) => path.join(MODULES, module, "migrations"))
    .flatMap((folder) => readdirSync(folder))
    .flatMap((file) => file.match(/^(Migration\d{14})\.(?:js|ts)$/)?.[1] ?? [])
    .sort()

/** Whether `medusa db:migrate` has run since the last update of the plugin. */
export const migrations: Check = {
  name: "migrations",
  title: "Migrations",
  async look({ container }) {
    const names = migrationNames()
    const { rows } = await container
      .resolve(ContainerRegistrationKeys.PG_CONNECTION)
      .raw<{ rows: { name: string }[] }>("SELECT name FROM mikro_orm_migrations WHERE name = ANY(?)", [names])
    const executed = new Set(rows.map(({ name }) => name))
    const pending = names.filter((name) => !executed.has(name))
    return pending.length
      ? wrong(`${pending.length} of ${names.length} migrations have not run: ${listed(pending, 3)}.`, "Run npx medusa db:migrate.")
      : ok(`All ${names.length} have run`)
  },
}
