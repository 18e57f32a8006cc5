import { ArrowDownTray } from "@medusajs/icons"
import { Button, FocusModal, Skeleton, Text } from "@medusajs/ui"
import type { AdminQuote } from "../../../../api/quote-types"
import { quoteKeys, quotePdf } from "../../../../api/quotes"
import { useText } from "../../../../i18n/use-text"
import { useObjectUrl } from "../../../../quotes/use-object-url"
import { saveFile } from "../../../../shell/save-file"

type Props = { quote: Pick<AdminQuote, "id" | "number">; revision: number; onClose: () => void }

/** Shows the PDF of a revision, and saves it where the browser cannot show PDFs. */
export const PdfModal = ({ quote, revision, onClose }: Props) => {
  const { text, language } = useText()
  const locale = language === "de" ? "de-DE" : "en-GB"
  const { url, blob, error, retry } = useObjectUrl([...quoteKeys.detail(quote.id), "pdf", revision, locale], () =>
    quotePdf(quote.id, { revision, locale })
  )
  const title = text("quotes.pdf.title", { number: quote.number, revision })
  return (
    <FocusModal open onOpenChange={(open) => !open && onClose()}>
      <FocusModal.Content>
        <FocusModal.Header>
          <FocusModal.Title className="txt-compact-small-plus">{title}</FocusModal.Title>
          <Button size="small" variant="secondary" disabled={!blob} onClick={() => blob && saveFile(`${quote.number}.pdf`, blob)}>
            <ArrowDownTray />
            {text("quotes.pdf.save")}
          </Button>
        </FocusModal.Header>
        <FocusModal.Description className="sr-only">{text("quotes.pdf.hint")}</FocusModal.Description>
        <FocusModal.Body className="flex size-full flex-col overflow-hidden">
          {error ? (
            <div className="flex flex-col items-center gap-y-3 px-6 py-16" role="alert">
              <Text size="small">{text("quotes.pdf.failed")}</Text>
              <Button size="small" variant="secondary" onClick={retry}>
                {text("detail.retry")}
              </Button>
            </div>
          ) : url ? (
            <iframe title={title} src={url} className="size-full flex-1" />
          ) : (
            <div className="flex size-full flex-col p-6" aria-busy>
              <Skeleton className="size-full" />
            </div>
          )}
        </FocusModal.Body>
      </FocusModal.Content>
    </FocusModal>
  )
}
