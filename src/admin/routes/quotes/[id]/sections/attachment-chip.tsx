import { ArrowDownTray, PaperClip } from "@medusajs/icons"
import { Button, FocusModal, Skeleton, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import type { Attachment } from "../../../../api/quote-types"
import { attachmentFile, quoteKeys } from "../../../../api/quotes"
import { useText } from "../../../../i18n/use-text"
import { useObjectUrl } from "../../../../quotes/use-object-url"
import { formatNumber } from "../../../../shell/format"
import { saveFile } from "../../../../shell/save-file"

type Props = { quoteId: string; attachment: Attachment }

/** The types that browsers show without running anything in them. */
const SHOWN = ["image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"]

/** A file of a message. Pictures and PDFs are shown, others are saved. */
export const AttachmentChip = ({ quoteId, attachment }: Props) => {
  const { text, language } = useText()
  const [isShown, setIsShown] = useState(false)
  const { id, filename, mime_type, size } = attachment
  const open = async () => {
    if (SHOWN.includes(mime_type)) {
      setIsShown(true)
      return
    }
    try {
      saveFile(filename, await attachmentFile(quoteId, id))
    } catch {
      toast.error(text("quotes.messages.fileFailed", { name: filename }))
    }
  }
  return (
    <>
      <Button size="small" variant="secondary" className="max-w-[300px]" onClick={() => void open()}>
        <PaperClip />
        <span className="truncate">{filename}</span>
        <span className="text-ui-fg-subtle whitespace-nowrap">{formatNumber(Math.max(1, Math.round(size / 1024)), language)} KB</span>
      </Button>
      {isShown && <Preview quoteId={quoteId} attachment={attachment} onClose={() => setIsShown(false)} />}
    </>
  )
}

const Preview = ({ quoteId, attachment, onClose }: Props & { onClose: () => void }) => {
  const { text } = useText()
  const { id, filename, mime_type } = attachment
  const { url, blob, error } = useObjectUrl([...quoteKeys.detail(quoteId), "attachment", id], async () => {
    const file = await attachmentFile(quoteId, id)
    // The shop has found the type in the content, and sends every file as a download.
    return new Blob([file], { type: mime_type })
  })
  return (
    <FocusModal open onOpenChange={(open) => !open && onClose()}>
      <FocusModal.Content>
        <FocusModal.Header>
          <FocusModal.Title className="txt-compact-small-plus truncate">{filename}</FocusModal.Title>
          <Button size="small" variant="secondary" disabled={!blob} onClick={() => blob && saveFile(filename, blob)}>
            <ArrowDownTray />
            {text("quotes.pdf.save")}
          </Button>
        </FocusModal.Header>
        <FocusModal.Description className="sr-only">{text("quotes.messages.preview")}</FocusModal.Description>
        <FocusModal.Body className="flex size-full flex-col items-center justify-center overflow-auto">
          {error ? (
            <Text size="small" role="alert">
              {text("quotes.messages.fileFailed", { name: filename })}
            </Text>
          ) : !url ? (
            <Skeleton className="size-full" />
          ) : mime_type === "application/pdf" ? (
            <iframe title={filename} src={url} className="size-full flex-1" />
          ) : (
            <img src={url} alt={filename} className="max-h-full max-w-full object-contain" />
          )}
        </FocusModal.Body>
      </FocusModal.Content>
    </FocusModal>
  )
}
