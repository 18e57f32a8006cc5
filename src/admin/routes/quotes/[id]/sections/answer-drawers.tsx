import { Envelope } from "@medusajs/icons"
import { SectionRow } from "@medusajs/dashboard/components"
import { useDate } from "@medusajs/dashboard/hooks"
import { Button, Drawer, Label, Text, Textarea, toast } from "@medusajs/ui"
import { useQueryClient } from "@tanstack/react-query"
import { type FormEvent, type KeyboardEvent, type ReactNode, useId, useState } from "react"
import type { AdminQuote } from "../../../../api/quote-types"
import { quoteKeys, rejectQuote, retrieveQuote, sendQuote } from "../../../../api/quotes"
import { failureOf, statusOf } from "../../../../api/roles"
import { type Texts, useText } from "../../../../i18n/use-text"
import { changedSince, isOpen } from "../../../../quotes/draft"
import { keepQuote } from "../../../../quotes/keep-quote"
import { formatMoney } from "../../../../shell/format"

const MOST_CHARACTERS = 5_000

type Props = {
  quote: AdminQuote
  /** What the form begins with: what was typed before it was closed. */
  typed: string
  /** Gets what is typed, and nothing once it is sent. */
  onClose: (typed: string) => void
}

/** Shows what the customer gets, and sends it with a message. What it shows stays while the page behind it is refreshed. */
export const SendDrawer = ({ quote: current, ...form }: Props) => {
  const { text, language } = useText()
  const [quote, setQuote] = useState(current)
  const { getFullDate } = useDate()
  return (
    <AnswerDrawer
      quote={quote}
      title={text("quotes.send.title", { number: quote.number })}
      label={text("quotes.send.message")}
      hint={text("quotes.send.messageHint")}
      button={text("quotes.send.confirm")}
      done={text("quotes.send.done", { number: quote.number })}
      send={(message) => sendQuote(quote.id, { ...(message && { message }), expected_updated_at: quote.updated_at })}
      onChanged={setQuote}
      {...form}
    >
      <div className="shadow-elevation-card-rest divide-y rounded-lg">
        <SectionRow title={text("quotes.detail.revision")} value={String(quote.revision + 1)} />
        <SectionRow title={text("quotes.detail.linesTitle")} value={text("quotes.lines", { count: quote.items.length })} />
        <SectionRow
          title={text("quotes.detail.total")}
          value={quote.total === null ? text("quotes.onRequest") : formatMoney(quote.total, quote.currency_code, language)}
        />
        <SectionRow
          title={text("quotes.validUntil")}
          value={quote.draft_valid_until ? getFullDate({ date: quote.draft_valid_until }) : text("quotes.validity.default")}
        />
      </div>
    </AnswerDrawer>
  )
}

/** Asks why the shop makes no offer. */
export const RejectDrawer = ({ quote, ...form }: Props) => {
  const { text } = useText()
  return (
    <AnswerDrawer
      quote={quote}
      title={text("quotes.reject.title", { number: quote.number })}
      label={text("quotes.reject.reason")}
      hint={text("quotes.reject.reasonHint")}
      button={text("quotes.reject.button")}
      done={text("quotes.reject.done", { number: quote.number })}
      isRequired
      send={(reason) => rejectQuote(quote.id, reason)}
      {...form}
    />
  )
}

type DrawerProps = Props & {
  title: string
  label: string
  hint: string
  button: string
  done: string
  isRequired?: boolean
  send: (message: string) => Promise<AdminQuote>
  /** Gets the quote as it is now, if it has changed meanwhile. */
  onChanged?: (quote: AdminQuote) => void
  children?: ReactNode
}

/** Says what has changed in a quote since the admin saw it. */
const sinceThen = (seen: AdminQuote, now: AdminQuote, text: Texts): string => {
  const { changed, added, removed, messages, validity } = changedSince(seen, now)
  return [
    ...(changed ? [text("quotes.difference.changed", { count: changed })] : []),
    ...(added ? [text("quotes.difference.added", { count: added })] : []),
    ...(removed ? [text("quotes.difference.removed", { count: removed })] : []),
    ...(validity ? [text("quotes.send.since.validity")] : []),
    ...(messages > 0 ? [text("quotes.send.since.messages", { count: messages })] : []),
  ].join(", ")
}

const AnswerDrawer = ({
  quote,
  typed,
  title,
  label,
  hint,
  button,
  done,
  isRequired = false,
  send,
  onChanged,
  onClose,
  children,
}: DrawerProps) => {
  const { text } = useText()
  const queries = useQueryClient()
  const id = useId()
  const [message, setMessage] = useState(typed)
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const trimmed = message.trim()
  const isTooLong = trimmed.length > MOST_CHARACTERS
  const isBlocked = isTooLong || (isRequired && !trimmed)

  const reasonOf = async (error: unknown): Promise<string> => {
    if (statusOf(error) === 409) {
      const key = quoteKeys.detail(quote.id)
      const now = await queries.fetchQuery({ queryKey: key, queryFn: () => retrieveQuote(quote.id), staleTime: 0 }).catch(() => undefined)
      if (now && isOpen(now)) {
        // The form keeps its text, and shows what is to be sent now.
        onChanged?.(now)
        const since = sinceThen(quote, now, text)
        return [text("quotes.send.changed"), ...(since ? [text("quotes.send.since.sentence", { changes: since })] : [])].join(" ")
      }
    }
    return failureOf(error, text("quotes.noAnswer"))
  }
  const submit = async (event?: FormEvent) => {
    event?.preventDefault()
    if (isBlocked || isBusy) {
      return
    }
    setIsBusy(true)
    setFailure(undefined)
    try {
      await keepQuote(queries, await send(trimmed))
      toast.success(done)
      onClose("")
    } catch (error) {
      setFailure(await reasonOf(error))
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
    <Drawer open onOpenChange={(open) => !open && onClose(message)}>
      <Drawer.Content>
        <form onSubmit={(event) => void submit(event)} onKeyDown={submitByKeyboard} className="flex flex-1 flex-col overflow-hidden">
          <Drawer.Header>
            <Drawer.Title>{title}</Drawer.Title>
            <Drawer.Description className="sr-only">{hint}</Drawer.Description>
          </Drawer.Header>
          <Drawer.Body className="flex flex-1 flex-col gap-y-6 overflow-y-auto">
            {children}
            <div className="flex flex-col gap-y-2">
              <div>
                <Label htmlFor={id} size="small" weight="plus">
                  {label}
                </Label>
                <Text id={`${id}-hint`} size="small" className={isTooLong ? "text-ui-fg-error" : "text-ui-fg-subtle"}>
                  {isTooLong ? text("quotes.messages.tooLong") : hint}
                </Text>
              </div>
              <Textarea
                id={id}
                rows={5}
                autoFocus
                value={message}
                aria-describedby={`${id}-hint`}
                aria-invalid={isTooLong}
                onChange={(event) => setMessage(event.target.value)}
              />
            </div>
            <div className="text-ui-fg-subtle flex items-center gap-x-2">
              <Envelope aria-hidden />
              <Text size="small">
                {quote.customer ? text("quotes.send.email", { email: quote.customer.email }) : text("decision.email.none")}
              </Text>
            </div>
            {failure && (
              <Text size="small" className="text-ui-fg-error" role="alert">
                {failure}
              </Text>
            )}
          </Drawer.Body>
          <Drawer.Footer>
            <Drawer.Close asChild>
              <Button size="small" variant="secondary" type="button">
                {text("decision.cancel")}
              </Button>
            </Drawer.Close>
            <Button size="small" variant={isRequired ? "danger" : "primary"} type="submit" isLoading={isBusy} disabled={isBlocked}>
              {button}
            </Button>
          </Drawer.Footer>
        </form>
      </Drawer.Content>
    </Drawer>
  )
}
