import path from "node:path"

/** The root of the workspace, which is the plugin. */
export const ROOT = path.resolve(__dirname, "../../../..")

/** The folder of the Medusa app. */
export const APP = path.resolve(__dirname, "../..")

/** The folder of the Next.js app. */
export const STOREFRONT = path.join(ROOT, "apps/storefront")

/** The folder of the storefront kit, which the app imports in its built form. */
export const KIT = path.join(ROOT, "packages/storefront")

/** Another folder than the usual one is for a second demo beside the first. */
const DEMO = process.env.DEMO_FOLDER ? path.resolve(process.env.DEMO_FOLDER) : path.join(ROOT, ".demo")

/** Files that stay between runs. Remove the folder to start afresh. */
export const demo = {
  folder: DEMO,
  /** Addresses, keys and sign-ins, for people and other programs. */
  file: path.join(DEMO, "demo.json"),
  lock: path.join(DEMO, "lock.json"),
  secrets: path.join(DEMO, "secrets.json"),
  progress: path.join(DEMO, "prepared.json"),
  clerk: path.join(DEMO, "clerk.json"),
  postgres: path.join(DEMO, "postgres"),
  log: path.join(DEMO, "backend.log"),
  /** Medusa's own settings of a developer: whether it sends telemetry. */
  settings: path.join(DEMO, "settings"),
}

/** Returns a path relative to the working directory, as people type it. */
export function shownPath(file: string): string {
  return path.relative(process.cwd(), file) || "."
}
