import path from "node:path"
import { Modules } from "@medusajs/framework/utils"

/** What is read of Medusa's configuration. */
export type FileConfiguration = { modules?: Partial<Record<string, unknown>> }

type LocalOptions = { upload_dir?: unknown; private_upload_dir?: unknown }

/** Medusa serves this folder to everybody, at `/static`. */
const SERVED = "static"

/**
 * The folder in which Medusa's local File provider has private files although everybody can load them from it:
 * `undefined` where it has them elsewhere, and with any other provider.
 *
 * @example
 * publicFolderOf(container.resolve(ContainerRegistrationKeys.CONFIG_MODULE)) // "/srv/shop/static"
 */
export const publicFolderOf = ({ modules }: FileConfiguration): string | undefined => {
  const options = localOptionsOf(modules?.[Modules.FILE])
  if (!options) {
    return undefined
  }
  const served = path.resolve(SERVED)
  const kept = folderOf(options.private_upload_dir) ?? served
  return [served, folderOf(options.upload_dir) ?? served].some((open) => isWithin(kept, open)) ? kept : undefined
}

/** How to keep them from everybody. */
export const KEEP_PRIVATE = "Give @medusajs/medusa/file-local the option private_upload_dir, a folder outside of those that are served."

const localOptionsOf = (file: unknown): LocalOptions | undefined => {
  const providers = fieldOf(fieldOf(file, "options"), "providers")
  const local = Array.isArray(providers) ? providers.find((provider) => /\bfile-local\b/.test(String(fieldOf(provider, "resolve")))) : undefined
  return local && { upload_dir: fieldOf(fieldOf(local, "options"), "upload_dir"), private_upload_dir: fieldOf(fieldOf(local, "options"), "private_upload_dir") }
}

const fieldOf = (value: unknown, key: string): unknown => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined)

const folderOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? path.resolve(value) : undefined)

const isWithin = (folder: string, other: string): boolean => {
  const way = path.relative(other, folder)
  return way === "" || (way !== ".." && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way))
}
