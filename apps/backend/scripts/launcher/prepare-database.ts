import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs"
import path from "node:path"
import type { Database } from "./database"
import { type MedusaContext, runMedusa } from "./medusa"
import { APP, ROOT } from "./paths"
import type { PreparedDatabase } from "./prepared-database"
import type { Progress } from "./progress"

/** Migrates and seeds the database. Skips each step if nothing it depends on has changed since the last run on this database. */
export async function prepareDatabase(
  context: MedusaContext,
  database: Database,
  prepared: PreparedDatabase,
  { seed, progress }: { seed: boolean; progress: Progress }
): Promise<void> {
  const schema = fingerprint([path.join(ROOT, ".medusa/server/src"), path.join(APP, "medusa-config.ts")], medusaVersion())
  if (prepared.get("migrated") !== schema) {
    await progress.stage("Migrate the database", () =>
      runMedusa(
        context,
        APP,
        "db:migrate",
        "--execute-safe-links",
        "--execute-safe-search",
        // Migration scripts repair the data of older versions, which the demo's own database does not have.
        ...(database.embedded ? ["--skip-scripts"] : [])
      )
    )
    prepared.set("migrated", schema)
  }
  const { ADMIN_EMAIL = "", ADMIN_PASSWORD = "" } = context.env
  const content = fingerprint([path.join(APP, "src")], ADMIN_EMAIL, ADMIN_PASSWORD)
  if (seed && prepared.get("seeded") !== content) {
    await progress.stage("Seed products, prices, stock and an admin", () => runMedusa(context, APP, "exec", "./src/scripts/seed.ts"))
    prepared.set("seeded", content)
  }
}

function fingerprint(sources: string[], ...words: string[]): string {
  const hash = createHash("sha256").update(JSON.stringify(words))
  for (const file of sources.flatMap(filesOf).sort()) {
    hash.update(path.relative(ROOT, file)).update(readFileSync(file))
  }
  return hash.digest("hex")
}

/** Returns the parts of the build that shape the database: models, migrations and links. */
function filesOf(source: string): string[] {
  if (!existsSync(source)) {
    return []
  }
  if (statSync(source).isFile()) {
    return [source]
  }
  return readdirSync(source, { recursive: true, encoding: "utf8" })
    .map((entry) => path.join(source, entry))
    .filter((file) => statSync(file).isFile() && !/\.medusa\/server\/src\/(?!modules|links)/.test(file))
}

function medusaVersion(): string {
  const file = require.resolve("@medusajs/medusa/package.json")
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version
}
