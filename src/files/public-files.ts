import path from "node:path"
import { Modules } from "@medusajs/framework/utils"

/** The part of Medusa's configuration that declares the File Module. */
export type FileConfiguration = { modules?: Partial<Record<string, unknown>> }

type LocalOptions = { upload_dir?: unknown; private_upload_dir?: unknown }

/** Medusa serves this folder to everybody at `/static`. */
const SERVED = "static"

/**
 * Returns the folder in which Medusa's local File provider stores private files, if everybody can download them from
 * there. Returns `undefined` if the folder is not served, or with any other provider.
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

/** The advice that follows a warning about {@link publicFolderOf}. */
export const KEEP_PRIVATE = "Set the option private_upload_dir of @medusajs/medusa/file-local to a folder that is not served."

const localOptionsOf = (file: unknown): LocalOptions | undefined => {
  const providers = fieldOf(fieldOf(file, "options"), "providers")
  const local = Array.isArray(providers)
    ? providers.find((provider) => /\bfile-local\b/.test(String(fieldOf(provider, "resolve"))))
    : undefined
  return (
    local && {
      upload_dir: fieldOf(fieldOf(local, "options"), "upload_dir"),
      private_upload_dir: fieldOf(fieldOf(local, "options"), "private_upload_dir"),
    }
  )
}

const fieldOf = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined

const folderOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? path.resolve(value) : undefined)

const isWithin = (folder: string, other: string): boolean => {
  const way = path.relative(other, folder)
  return way === "" || (way !== ".." && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way))
}
