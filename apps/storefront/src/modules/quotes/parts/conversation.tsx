"use client"

import type { Quote, QuoteAttachment, QuoteMessage } from "medusa-customer-role-storefront"
import type { QuoteConversation } from "medusa-customer-role-storefront/react/quotes"
import { Download, Paperclip, X } from "lucide-react"
import { useFormatter, useTranslations } from "next-intl"
import { type FormEvent, useRef, useState } from "react"
import { toast } from "sonner"
import { Button } from "@/components/ui/button"
import { Card, CardHeader } from "@/components/ui/card"
import { cn } from "@/components/ui/cn"
import { Field } from "@/components/ui/field"
import { When } from "@/components/ui/format"
import { TextArea } from "@/components/ui/input"
import { useKeptInput } from "@/lib/hooks/use-kept-input"
import { useShop } from "@/lib/hooks/use-shop"
import { download } from "@/modules/quick-order/error-sheet"
import { titleOf } from "./offer"

/** The conversation about a quote, with files, and a place to write. */
export const Conversation = ({
  quote,
  canWrite,
  isSending,
  send,
}: {
  quote: Quote
  canWrite: boolean
  isSending: boolean
  send: QuoteConversation["sendMessage"]
}) => {
  const t = useTranslations("quotes.talk")
  return (
    <Card>
      <CardHeader title={t("title")} id="conversation" />
      {quote.messages.length === 0 ? (
        <p className="text-sm text-ink-soft">{t("none")}</p>
      ) : (
        <ol className="grid gap-4" aria-labelledby="conversation">
          {quote.messages.map((message) => (
            <Message key={message.id} message={message} quote={quote} />
          ))}
        </ol>
      )}
      {canWrite && <MessageForm isSending={isSending} send={send} />}
    </Card>
  )
}

const Message = ({ message, quote }: { message: QuoteMessage; quote: Quote }) => {
  const t = useTranslations("quotes.talk")
  const isMine = message.author === "customer"
  const item = quote.items.find(({ id }) => id === message.item_id)
  return (
    <li className={cn("grid gap-1 text-sm", isMine ? "pl-6" : "pr-6")}>
      <p className="flex flex-wrap gap-x-2 text-xs text-ink-faint">
        <span className="font-medium text-ink-soft">{t(isMine ? "you" : message.author === "admin" ? "shop" : "system")}</span>
        <When at={message.created_at} format="time" />
        {item && <span>{t("about", { title: titleOf(item) })}</span>}
      </p>
      <div className={cn("rounded-card px-4 py-3 whitespace-pre-line wrap-anywhere", isMine ? "bg-go-soft" : "bg-sunken")}>
        {message.text}
      </div>
      {message.attachments.map((attachment) => (
        <Attachment key={attachment.id} quoteId={quote.id} attachment={attachment} />
      ))}
    </li>
  )
}

const Attachment = ({ quoteId, attachment: { id, filename, size } }: { quoteId: string; attachment: QuoteAttachment }) => {
  const t = useTranslations("quotes.talk")
  const format = useFormatter()
  const shop = useShop()
  const save = () =>
    shop.quotes.attachment(quoteId, id).then(
      (file) => download(file.name, file),
      () => toast.error(t("downloadFailed"))
    )
  return (
    <button
      type="button"
      aria-label={t("download", { name: filename })}
      onClick={() => void save()}
      className="flex min-h-11 items-center gap-2 rounded-control border border-line px-3 text-left hover:bg-sunken"
    >
      <Download aria-hidden className="size-4.5 shrink-0 text-ink-faint" />
      <span className="min-w-0 flex-1 truncate">{filename}</span>
      <span className="text-xs text-ink-faint">
        {format.number(Math.max(1, Math.round(size / 1000)), { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 })}
      </span>
    </button>
  )
}

const MessageForm = ({ isSending, send }: { isSending: boolean; send: QuoteConversation["sendMessage"] }) => {
  const t = useTranslations("quotes.talk")
  const [text, setText] = useState("")
  const [files, setFiles] = useState<File[]>([])
  useKeptInput(
    "message",
    () => ({ text }),
    (kept) => setText(String(kept.text))
  )
  const input = useRef<HTMLInputElement>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await send({ text: text.trim(), ...(files.length > 0 ? { files } : {}) })) {
      setText("")
      setFiles([])
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="mt-5 grid gap-3 border-t border-line pt-5">
      <Field label={t("write")}>
        <TextArea value={text} rows={3} maxLength={5000} onChange={({ target }) => setText(target.value)} />
      </Field>
      {files.length > 0 && (
        <ul className="flex flex-wrap gap-2 text-sm">
          {files.map((file, at) => (
            <li key={`${file.name}-${at}`} className="flex items-center gap-1 rounded-full bg-sunken py-0.5 pr-1 pl-3">
              <span className="max-w-40 truncate">{file.name}</span>
              <button
                type="button"
                aria-label={t("removeFile", { name: file.name })}
                onClick={() => setFiles(files.filter((_, other) => other !== at))}
                className="touch grid size-8 place-items-center rounded-full text-ink-faint hover:text-stop"
              >
                <X aria-hidden className="size-4" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap justify-between gap-2">
        <Button variant="quiet" onClick={() => input.current?.click()}>
          <Paperclip aria-hidden />
          {t("attach")}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          className="hidden"
          aria-hidden
          tabIndex={-1}
          onChange={({ target }) => {
            setFiles([...files, ...(target.files ?? [])])
            target.value = ""
          }}
        />
        <Button type="submit" busy={isSending} disabled={text.trim() === ""}>
          {t("send")}
        </Button>
      </div>
    </form>
  )
}
