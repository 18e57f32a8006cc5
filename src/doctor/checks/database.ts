import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { type Check, ok, wrong } from "../finding"

/** The oldest PostgreSQL that the tests run on. */
const OLDEST = 15

/** Whether PostgreSQL can hold what the plugin stores. */
export const database: Check = {
  name: "database",
  title: "Database",
  async look({ container }) {
    const { rows } = await container
      .resolve(ContainerRegistrationKeys.PG_CONNECTION)
      .raw<{ rows: { version: string; encoding: string }[] }>(
        "SELECT current_setting('server_version_num') AS version, current_setting('server_encoding') AS encoding"
      )
    const [{ version, encoding } = { version: "0", encoding: "" }] = rows
    const major = Math.floor(Number(version) / 10_000)
    if (major < OLDEST) {
      return wrong(`This is PostgreSQL ${major}.`, `Move to PostgreSQL ${OLDEST} or newer.`)
    }
    if (encoding !== "UTF8") {
      return wrong(
        `The database stores text as ${encoding}, which cannot hold every name.`,
        "Create a database with the encoding UTF8, and move the data there with pg_dump."
      )
    }
    return ok(`PostgreSQL ${major}, ${encoding}`)
  },
}
