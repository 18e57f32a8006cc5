import path from "node:path"
import type { Database } from "./database"
import { fingerprint, versionOf } from "./fingerprint"
import type { LaunchContext } from "./launch"
import { runMedusa } from "./medusa"
import { APP, ROOT } from "./paths"
import type { PreparedDatabase } from "./prepared-database"
import type { Progress } from "./progress"

/** Migrates and seeds the database. Skips each step if nothing it depends on has changed since the last run on this database. */
export async function prepareDatabase(
  context: LaunchContext,
  database: Database,
  prepared: PreparedDatabase,
  { seed, progress }: { seed: boolean; progress: Progress }
): Promise<void> {
  const schema = fingerprint(
    [path.join(ROOT, ".medusa/server/src"), path.join(APP, "medusa-config.ts")],
    shapesDatabase,
    versionOf(require.resolve("@medusajs/medusa/package.json"))
  )
  if (prepared.get("migrated") !== schema) {
    // Migration scripts repair the data of older versions, which the demo's own database does not have.
    const options = ["--execute-safe-links", "--execute-safe-search", ...(database.embedded ? ["--skip-scripts"] : [])]
    await progress.stage("Migrate the database", (detail) => runMedusa(context, APP, ["db:migrate", ...options], detail))
    prepared.set("migrated", schema)
  }
  const { ADMIN_EMAIL = "", ADMIN_PASSWORD = "" } = context.env
  const content = fingerprint([path.join(APP, "src")], undefined, ADMIN_EMAIL, ADMIN_PASSWORD)
  if (seed && prepared.get("seeded") !== content) {
    await progress.stage("Seed products, prices, stock and an admin", (detail) =>
      runMedusa(context, APP, ["exec", "./src/scripts/seed.ts"], detail)
    )
    prepared.set("seeded", content)
  }
}

/** Tells whether a file of the plugin's build shapes the database: models, migrations and links do. */
function shapesDatabase(file: string): boolean {
  return !/\.medusa\/server\/src\/(?!modules|links)/.test(file)
}
