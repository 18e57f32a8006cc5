import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import type { LoaderOptions } from "@medusajs/framework/types"
import { parsePluginOptions, type PluginOptions } from "../../../options"
import { UnusableFontError } from "../../../quote-pdf/text/font-family"
import { assertUsableFonts } from "../../../quote-pdf/text/typeface"
import { removeLeftFormFolders } from "../../../files/form-folders"
import { KEEP_PRIVATE, publicFolderOf } from "../../../files/public-files"
import { rememberBulkOrdersLevel } from "../bulk-orders-level"
import { ON_ACCOUNT, PAYMENT_IN_ADVANCE } from "../../../payment/credit-providers"

/** Stops the start if an option is wrong. Warns if anyone may order on account or download private files. */
export default async function validateOptions({ container, options }: LoaderOptions): Promise<void> {
  const { access, bulkOrders, credit, quotes } = parsePluginOptions(options)
  requireUsableFonts(quotes.pdf.fonts)
  await removeLeftFormFolders()
  if (quotes.attachments.maxFiles > 0) {
    warnOfPublicFiles(container)
  }
  rememberBulkOrdersLevel(access.bulkOrders)
  if (access.bulkOrders === "business") {
    const provider =
      bulkOrders.paymentProviderId ?? credit.providers?.[0] ?? `the first ${ON_ACCOUNT}* that is registered, else ${PAYMENT_IN_ADVANCE}`
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(
        `medusa-plugin-customer-role: every customer who calls themselves a business may order on account and place bulk orders ` +
          `(paid with ${provider}). Set access.bulkOrders to "verified" to admit only those whom an admin has verified.`
      )
  }
}

const warnOfPublicFiles = (container: LoaderOptions["container"]): void => {
  const config = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE, { allowUnregistered: true })
  const folder = config && publicFolderOf(config)
  if (folder) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(
        `medusa-plugin-customer-role: quotes accept no files, because anyone could download them: Medusa serves ${folder}. ${KEEP_PRIVATE}`
      )
  }
}

/** Without this check, a broken font shows only when a customer prints a quote. */
const requireUsableFonts = (fonts: PluginOptions["quotes"]["pdf"]["fonts"]): void => {
  if (!fonts) {
    return
  }
  try {
    assertUsableFonts(fonts)
  } catch (error) {
    if (!(error instanceof UnusableFontError)) {
      throw error
    }
    throw new MedusaError(
      MedusaError.Types.INVALID_ARGUMENT,
      `medusa-plugin-customer-role: Some options in medusa-config.ts are wrong. Correct them:\n` +
        `  quotes.pdf.fonts: ${error.message}. Name a TrueType, OpenType or WOFF file with one font, or leave the option out for Roboto.`
    )
  }
}
