import { randomUUID } from "node:crypto"
import { createReadStream } from "node:fs"
import { readFile } from "node:fs/promises"
import { pipeline } from "node:stream/promises"
import type { IFileModuleService, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import { logEvent } from "../../../observability/log"
import type { NewQuoteAttachment } from "../../../modules/quote/types"
import { publicFolderOf } from "../../../files/public-files"
import { sizeOf } from "./digest"
import { findMediaType } from "./media-type"
import { toSafeFilename } from "./safe-filename"
import { onDisk } from "./file-source"
import type { QuoteFileInput } from "../types"

export type StoreQuoteFilesStepInput = { files?: QuoteFileInput[] }

type IdentifiedFile = { file: QuoteFileInput; attachment: Omit<NewQuoteAttachment, "file_id"> }

/**
 * Detects the types of files and stores them with Medusa's File Module, all or none. The compensation deletes them.
 *
 * @throws CustomerRoleError `unsupported_media_type` for a file of another type; `invalid_request` for an empty file, and for
 * every file if the shop serves stored files publicly
 *
 * @example
 * const attachments = storeQuoteFilesStep({ files: [{ filename: "drawing.pdf", content: base64 }] })
 */
export const storeQuoteFilesStep = createStep(
  "store-quote-files",
  async ({ files = [] }: StoreQuoteFilesStepInput, { container }): Promise<StepResponse<NewQuoteAttachment[], string[]>> => {
    if (files.length > 0 && publicFolderOf(container.resolve(ContainerRegistrationKeys.CONFIG_MODULE))) {
      throw new CustomerRoleError("invalid_request", "The shop takes no files at the moment. Send the message without files.")
    }
    const identified: IdentifiedFile[] = []
    for (const file of files) {
      identified.push(await identify(file))
    }
    const stored: NewQuoteAttachment[] = []
    try {
      // One at a time: if several failed in parallel, nobody would know which ones are stored.
      for (const { file, attachment } of identified) {
        stored.push({ ...attachment, file_id: await store(container.resolve(Modules.FILE), file) })
      }
    } catch (error) {
      await discard(
        container,
        stored.map(({ file_id }) => file_id)
      )
      throw error
    }
    return new StepResponse(
      stored,
      stored.map(({ file_id }) => file_id)
    )
  },
  async (fileIds, { container }) => {
    await discard(container, fileIds ?? [])
  }
)

const identify = async (file: QuoteFileInput): Promise<IdentifiedFile> => {
  const { filename } = file
  const size = sizeOf(file)
  if (size === 0) {
    throw new CustomerRoleError("invalid_request", "A file is empty. Send only files with content.")
  }
  const mime_type = await findMediaType("path" in file ? await onDisk(file.path) : Buffer.from(file.content, "base64"), filename)
  if (!mime_type) {
    throw new CustomerRoleError(
      "unsupported_media_type",
      "The type of a file is not accepted. Send PDF, PNG, JPEG, GIF, WebP, plain text or CSV in UTF-8, XLSX, DOCX, ODS or ODT."
    )
  }
  return { file, attachment: { filename: toSafeFilename(filename, mime_type), mime_type, size } }
}

/**
 * Stores under a random name without an extension. Some providers keep private files in the folder that they serve: nobody can
 * guess such a name, and no web server derives a type from it.
 */
const store = async (fileModule: IFileModuleService, file: QuoteFileInput): Promise<string> => {
  const stored = { filename: `quote-${randomUUID()}`, mimeType: "application/octet-stream", access: "private" } as const
  const upload = "path" in file ? await openUpload(fileModule, stored) : undefined
  if (!("path" in file) || !upload) {
    const content = "path" in file ? await readFile(file.path, "base64") : file.content
    const { id } = await fileModule.createFiles({ ...stored, content })
    return id
  }
  try {
    await Promise.all([pipeline(createReadStream(file.path), upload.writeStream), upload.promise])
  } catch (error) {
    // A failed upload may leave a part of the file behind.
    await fileModule.deleteFiles(upload.fileKey).catch(() => undefined)
    throw error
  }
  return upload.fileKey
}

/** Returns `undefined` if the provider cannot stream. The caller then reads the whole file into memory, one file at a time. */
const openUpload = async (
  fileModule: IFileModuleService,
  file: Parameters<IFileModuleService["getUploadStream"]>[0]
): Promise<Awaited<ReturnType<IFileModuleService["getUploadStream"]>> | undefined> => {
  try {
    return await fileModule.getUploadStream(file)
  } catch (error) {
    if (error instanceof Error && /must be overridden|is not a function/.test(error.message)) {
      return undefined
    }
    throw error
  }
}

/** Logs a file that cannot be deleted. It stays under a name that nobody can guess. */
const discard = async (container: MedusaContainer, fileIds: string[]): Promise<void> => {
  for (const id of fileIds) {
    try {
      await container.resolve(Modules.FILE).deleteFiles(id)
    } catch {
      logEvent(container, "customer_role.file_not_deleted", { file_id: id })
    }
  }
}
