import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import type { LoaderOptions } from "@medusajs/framework/types"
import { parsePluginOptions, type PluginOptions } from "../../../options"
import { assertUsableFonts, UnusableFontError } from "../../../quote-pdf"

/** Stops the start on a wrong option, and warns where anybody may order on account. */
export default async function validateOptions({ container, options }: LoaderOptions): Promise<void> {
  const { access, bulkOrders, quotes } = parsePluginOptions(options)
  requireUsableFonts(quotes.pdf.fonts)
  if (access.bulkOrders === "business") {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(
        `medusa-plugin-customer-role: every customer who calls himself a business may place bulk orders ` +
          `(paid with ${bulkOrders.paymentProviderId}). Set access.bulkOrders to "verified" to admit only those whom an admin has verified.`
      )
  }
}

/** Otherwise nobody would know before the first customer prints a quote. */
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
      `medusa-plugin-customer-role: wrong options in medusa-config.ts\n` +
        `  quotes.pdf.fonts: ${error.message}. Name a TrueType, OpenType or WOFF file with one font, or leave the option out for Roboto.`
    )
  }
}
