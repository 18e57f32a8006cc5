import { PaperClip, XMarkMini } from "@medusajs/icons"
import { useDate } from "@medusajs/dashboard/hooks"
import { Button, Container, Heading, IconButton, Text, Textarea, Tooltip, toast } from "@medusajs/ui"
import { useQueryClient } from "@tanstack/react-query"
import { type DragEvent, type FormEvent, type KeyboardEvent, useRef, useState } from "react"
import { personName } from "../../../../account/names"
import type { AdminQuote, QuoteMessage } from "../../../../api/quote-types"
import { quoteKeys, writeMessage } from "../../../../api/quotes"
import { failureOf } from "../../../../api/roles"
import { useAdminId } from "../../../../api/use-admin-id"
import { useText } from "../../../../i18n/use-text"
import { lineName } from "../../../../quotes/draft"
import { keepQuote } from "../../../../quotes/keep-quote"
import { type KeptText, keptText } from "../../../../shell/kept-text"
import { AttachmentChip } from "./attachment-chip"

const MOST_CHARACTERS = 5_000

/** The conversation with the customer, and the next message. */
export const MessagesSection = ({ quote, mayWrite }: { quote: AdminQuote; mayWrite: boolean }) => {
  const { text } = useText()
  const adminId = useAdminId()
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h2">{text("quotes.messages.title")}</Heading>
      </div>
      {quote.messages.length > 0 ? (
        <ol className="flex flex-col gap-y-4 px-6 py-4">
          {quote.messages.map((message) => (
            <Message key={message.id} message={message} quote={quote} />
          ))}
        </ol>
      ) : (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {text("quotes.messages.none")}
        </Text>
      )}
      {mayWrite ? (
        adminId !== undefined && <Composer quoteId={quote.id} kept={keptText(adminId, `quote message ${quote.id}`)} />
      ) : (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {text("quotes.policy.update")}
        </Text>
      )}
    </Container>
  )
}

const Message = ({ message, quote }: { message: QuoteMessage; quote: AdminQuote }) => {
  const { text } = useText()
  const { getFullDate, getRelativeDate } = useDate()
  const line = quote.items.find(({ id }) => id === message.item_id)
  const isOurs = message.author !== "customer"
  const author = isOurs
    ? text(`quotes.messages.by.${message.author === "admin" ? "admin" : "system"}`)
    : (personName(quote.customer) ?? quote.customer?.email ?? text("unknownCustomer"))
  return (
    <li
      className={
        isOurs ? "bg-ui-bg-subtle shadow-borders-base rounded-lg px-4 py-3" : "bg-ui-bg-base shadow-borders-base rounded-lg px-4 py-3"
      }
    >
      <div className="flex items-center justify-between gap-x-2">
        <Text size="small" leading="compact" weight="plus">
          {author}
        </Text>
        <Tooltip content={getFullDate({ date: message.created_at, includeTime: true })}>
          <Text size="small" leading="compact" className="text-ui-fg-subtle" asChild>
            <time dateTime={message.created_at}>{getRelativeDate(message.created_at)}</time>
          </Text>
        </Tooltip>
      </div>
      {line && (
        <Text size="small" className="text-ui-fg-subtle">
          {text("quotes.messages.about", { name: lineName(line) })}
        </Text>
      )}
      <Text size="small" className="whitespace-pre-wrap break-words pt-1">
        {message.text}
      </Text>
      {message.attachments.length > 0 && (
        <ul className="flex flex-wrap gap-2 pt-2">
          {message.attachments.map((attachment) => (
            <li key={attachment.id}>
              <AttachmentChip quoteId={quote.id} attachment={attachment} />
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

/** Writes a message. Its text survives leaving the page; files can be dropped in. */
const Composer = ({ quoteId, kept }: { quoteId: string; kept: KeptText }) => {
  const { text } = useText()
  const queries = useQueryClient()
  const picker = useRef<HTMLInputElement>(null)
  const [message, setMessage] = useState(kept.read)
  const [files, setFiles] = useState<File[]>([])
  const [isOver, setIsOver] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const trimmed = message.trim()
  const isTooLong = trimmed.length > MOST_CHARACTERS

  const write = (value: string) => {
    setMessage(value)
    kept.write(value)
  }
  const add = (list: FileList | null) => {
    // A picker's list empties once the picker is reset, before React reads it.
    const more = [...(list ?? [])]
    setFiles((current) => [...current, ...more])
  }
  // Text that is dragged into the field is the browser's business.
  const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes("Files")
  const dragOver = (event: DragEvent) => {
    if (hasFiles(event)) {
      event.preventDefault()
      setIsOver(true)
    }
  }
  const drop = (event: DragEvent) => {
    setIsOver(false)
    if (hasFiles(event)) {
      event.preventDefault()
      add(event.dataTransfer.files)
    }
  }
  const submit = async (event?: FormEvent) => {
    event?.preventDefault()
    if (!trimmed || isTooLong || isBusy) {
      return
    }
    setIsBusy(true)
    try {
      await keepQuote(queries, await writeMessage(quoteId, { text: trimmed, files }))
      write("")
      setFiles([])
      toast.success(text("quotes.messages.sent"))
    } catch (error) {
      toast.error(failureOf(error, text("quotes.noAnswer")))
    } finally {
      setIsBusy(false)
      void queries.invalidateQueries({ queryKey: [...quoteKeys.all, "list"] })
    }
  }
  const submitByKeyboard = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      void submit(event)
    }
  }
  return (
    <form
      className={isOver ? "bg-ui-bg-highlight flex flex-col gap-y-3 px-6 py-4" : "flex flex-col gap-y-3 px-6 py-4"}
      onSubmit={(event) => void submit(event)}
      onKeyDown={submitByKeyboard}
      onDragOver={dragOver}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <Textarea
        rows={3}
        value={message}
        // What was typed while a message is under way would be taken for a part of it.
        readOnly={isBusy}
        aria-label={text("quotes.messages.write")}
        placeholder={text("quotes.messages.write")}
        aria-invalid={isTooLong}
        onChange={(event) => write(event.target.value)}
      />
      {isTooLong && (
        <Text size="small" className="text-ui-fg-error" role="alert">
          {text("quotes.messages.tooLong")}
        </Text>
      )}
      {files.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {files.map((file, index) => (
            <li
              key={`${file.name}${index}`}
              className="bg-ui-bg-component shadow-borders-base txt-compact-small flex items-center gap-x-1 rounded-md px-2 py-1"
            >
              <span className="truncate">{file.name}</span>
              <IconButton
                size="2xsmall"
                variant="transparent"
                type="button"
                aria-label={text("quotes.messages.removeFile", { name: file.name })}
                onClick={() => setFiles((current) => current.filter((kept) => kept !== file))}
              >
                <XMarkMini />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <div className="flex items-center gap-x-2">
          <input
            ref={picker}
            type="file"
            multiple
            className="hidden"
            aria-label={text("quotes.messages.attach")}
            onChange={(event) => {
              add(event.target.files)
              event.target.value = ""
            }}
          />
          <Button size="small" variant="transparent" type="button" disabled={isBusy} onClick={() => picker.current?.click()}>
            <PaperClip />
            {text("quotes.messages.attach")}
          </Button>
          <Text size="small" className="text-ui-fg-subtle">
            {text("quotes.messages.dropHint")}
          </Text>
        </div>
        <Button size="small" variant="secondary" type="submit" isLoading={isBusy} disabled={!trimmed || isTooLong}>
          {text("quotes.messages.send")}
        </Button>
      </div>
    </form>
  )
}
