import { randomUUID } from "node:crypto"
import type { IFileModuleService, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import { logEvent } from "../../../log"
import type { NewQuoteAttachment } from "../../../modules/quote/types"
import { publicFolderOf } from "../../../public-files"
import { findMediaType } from "../files/media-type"
import { toSafeFilename } from "../files/safe-filename"
import type { QuoteFileInput } from "../types"

export type StoreQuoteFilesStepInput = { files?: QuoteFileInput[] }

type IdentifiedFile = { content: string; attachment: Omit<NewQuoteAttachment, "file_id"> }

/**
 * Finds out what files are and gives them to Medusa's File Module, all or none. Rolled back, they are deleted.
 *
 * @throws CustomerRoleError `unsupported_media_type` for a file that is none of the types that are taken,
 * `invalid_request` for an empty one, and for any where everybody could load it
 *
 * @example
 * const attachments = storeQuoteFilesStep({ files: [{ filename: "drawing.pdf", content: base64 }] })
 */
export const storeQuoteFilesStep = createStep(
  "store-quote-files",
  async ({ files = [] }: StoreQuoteFilesStepInput, { container }): Promise<StepResponse<NewQuoteAttachment[], string[]>> => {
    if (files.length > 0 && publicFolderOf(container.resolve(ContainerRegistrationKeys.CONFIG_MODULE))) {
      throw new CustomerRoleError("invalid_request", "files: the shop takes no files at the moment.")
    }
    const identified: IdentifiedFile[] = []
    for (const file of files) {
      identified.push(await identify(file))
    }
    const stored: NewQuoteAttachment[] = []
    try {
      // One after the other: of several at once that fail, it would not be known which are there.
      for (const { content, attachment } of identified) {
        stored.push({ ...attachment, file_id: await store(container.resolve(Modules.FILE), content) })
      }
    } catch (error) {
      await discard(container, stored.map(({ file_id }) => file_id))
      throw error
    }
    return new StepResponse(stored, stored.map(({ file_id }) => file_id))
  },
  async (fileIds, { container }) => {
    await discard(container, fileIds ?? [])
  }
)

const identify = async ({ filename, content }: QuoteFileInput): Promise<IdentifiedFile> => {
  const bytes = Buffer.from(content, "base64")
  if (bytes.length === 0) {
    throw new CustomerRoleError("invalid_request", "files: a file is empty.")
  }
  const mime_type = await findMediaType(bytes, filename)
  if (!mime_type) {
    throw new CustomerRoleError(
      "unsupported_media_type",
      "files: send PDF, PNG, JPEG, GIF, WebP, plain text or CSV in UTF-8, XLSX, DOCX, ODS or ODT."
    )
  }
  return { content, attachment: { filename: toSafeFilename(filename, mime_type), mime_type, size: bytes.length } }
}

/**
 * The name can be guessed by nobody and says nothing, and no web server finds a type for it: some providers have private
 * files where they serve public ones from.
 */
const store = async (fileModule: IFileModuleService, content: string): Promise<string> => {
  const { id } = await fileModule.createFiles({
    filename: `quote-${randomUUID()}`,
    mimeType: "application/octet-stream",
    content,
    access: "private",
  })
  return id
}

/** What cannot be deleted stays, where nobody finds it. */
const discard = async (container: MedusaContainer, fileIds: string[]): Promise<void> => {
  for (const id of fileIds) {
    try {
      await container.resolve(Modules.FILE).deleteFiles(id)
    } catch {
      logEvent(container, "customer_role.file_not_deleted", { file_id: id })
    }
  }
}
