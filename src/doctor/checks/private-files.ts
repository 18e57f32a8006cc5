import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { KEEP_PRIVATE, publicFolderOf } from "../../files/public-files"
import { type Check, ok, wrong } from "../finding"

/** Whether only their owners can download the files of quotes. */
export const privateFiles: Check = {
  name: "private_files",
  title: "Files",
  async look({ container, options }) {
    if (options.quotes.attachments.maxFiles === 0) {
      return ok("Quotes take no files (quotes.attachments.maxFiles is 0)")
    }
    const folder = publicFolderOf(container.resolve(ContainerRegistrationKeys.CONFIG_MODULE))
    return folder
      ? wrong(`Quotes refuse files, because Medusa serves ${folder} to everybody.`, KEEP_PRIVATE)
      : ok("Files of quotes are private")
  },
}
