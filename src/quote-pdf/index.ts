export { UnusableFontError } from "./font-family"
export { renderQuotePdf, type RenderQuotePdfOptions } from "./render-quote-pdf"
export { assertUsableFonts } from "./typeface"
export type {
  FontFiles,
  QuoteDocument,
  QuoteDocumentBuyer,
  QuoteDocumentLine,
  QuoteDocumentOrder,
  QuoteDocumentSeller,
  QuoteDocumentStatus,
} from "./types"
