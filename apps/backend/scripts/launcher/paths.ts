import path from "node:path"

/** The plugin, which is the root of the workspace. */
export const ROOT = path.resolve(__dirname, "../../../..")

/** The Medusa app. */
export const APP = path.resolve(__dirname, "../..")

const DEMO = path.join(ROOT, ".demo")

/** What is kept from one start to the next. Removing the folder begins anew. */
export const demo = {
  folder: DEMO,
  /** For others to read: addresses, keys and sign-ins. */
  file: path.join(DEMO, "demo.json"),
  lock: path.join(DEMO, "lock.json"),
  secrets: path.join(DEMO, "secrets.json"),
  progress: path.join(DEMO, "prepared.json"),
  clerk: path.join(DEMO, "clerk.json"),
  postgres: path.join(DEMO, "postgres"),
  log: path.join(DEMO, "backend.log"),
}

/** A path as the person at the terminal would write it. */
export function shown(file: string): string {
  return path.relative(process.cwd(), file) || "."
}
