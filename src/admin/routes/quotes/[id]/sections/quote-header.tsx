import { DocumentText, EllipsisHorizontal, SquareTwoStack } from "@medusajs/icons"
import { ActionMenu } from "@medusajs/dashboard/components"
import { useDate } from "@medusajs/dashboard/hooks"
import { Button, Container, Heading, IconButton, Text, toast } from "@medusajs/ui"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { Link, useNavigate } from "react-router-dom"
import type { Permissions } from "../../../../api/permissions"
import type { AdminQuote } from "../../../../api/quote-types"
import { duplicateQuote, quoteKeys } from "../../../../api/quotes"
import { failureOf } from "../../../../api/roles"
import { useText, type Texts } from "../../../../i18n/use-text"
import { isOpen } from "../../../../quotes/draft"
import { showFaultyCell } from "../../../../quotes/number-cell"
import { QuoteStatusBadge } from "../../../../quotes/quote-status-badge"
import type { Draft } from "../use-draft"
import { PdfModal } from "./pdf-modal"
import { RejectDrawer, SendDrawer } from "./answer-drawers"

type Props = { draft: Draft; may: Permissions }

/** The number and state of a quote, and what the shop can do with it. */
export const QuoteHeader = ({ draft, may }: Props) => {
  const { text } = useText()
  const { getFullDate, getRelativeDate } = useDate()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { quote } = draft
  const [form, setForm] = useState<"send" | "reject" | "pdf">()
  // A form that is closed by accident comes back with its words.
  const [typed, setTyped] = useState({ send: "", reject: "" })
  const [isBusy, setIsBusy] = useState(false)
  const mayUpdate = may("POST /admin/quotes/:id/reject") !== false
  const mayDuplicate = may("POST /admin/quotes/:id/duplicate") !== false
  const obstacle = may("POST /admin/quotes/:id/send") === false ? text("quotes.policy.send") : sendObstacle(quote, text)
  const open = isOpen(quote)

  const closeForm = (name: "send" | "reject") => (text: string) => {
    setTyped((current) => ({ ...current, [name]: text }))
    setForm(undefined)
  }
  const openSend = async () => {
    if (showFaultyCell()) {
      return
    }
    setIsBusy(true)
    // The customer gets what is on the page, so whatever is not saved yet is saved first.
    const saved = await draft.flush()
    setIsBusy(false)
    if (saved) {
      setForm("send")
    }
  }
  const duplicate = async () => {
    if (isBusy) {
      return
    }
    setIsBusy(true)
    try {
      const copy = await duplicateQuote(quote.id)
      toast.success(text("quotes.detail.duplicated", { number: copy.number }))
      void navigate(`/quotes/${copy.id}`)
      await queries.invalidateQueries({ queryKey: [...quoteKeys.all, "list"] })
    } catch (error) {
      toast.error(failureOf(error, text("quotes.noAnswer")))
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <Container className="flex flex-wrap items-center justify-between gap-4 px-6 py-4">
      <div className="flex min-w-0 flex-col gap-y-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Heading>{quote.number}</Heading>
          <QuoteStatusBadge status={quote.status} />
        </div>
        <Text size="small" className="text-ui-fg-subtle">
          {quote.waiting_since
            ? text("quotes.detail.waiting", { time: getRelativeDate(quote.waiting_since) })
            : text("quotes.detail.created", { date: getFullDate({ date: quote.created_at, includeTime: true }) })}
        </Text>
      </div>
      <div className="flex items-center gap-x-2">
        {quote.order_id && (
          <Button size="small" variant="secondary" asChild>
            <Link to={`/orders/${quote.order_id}`}>{text("quotes.detail.order")}</Link>
          </Button>
        )}
        {open && (
          <>
            <Button size="small" variant="secondary" disabled={!mayUpdate} onClick={() => setForm("reject")}>
              {text("quotes.reject.button")}
            </Button>
            <Button size="small" disabled={obstacle !== undefined} isLoading={isBusy} onClick={() => void openSend()}>
              {quote.revision === 0 ? text("quotes.send.button") : text("quotes.send.again", { revision: quote.revision + 1 })}
            </Button>
          </>
        )}
        <ActionMenu
          groups={[
            {
              actions: [
                { icon: <DocumentText />, label: text("quotes.pdf.show"), onClick: () => setForm("pdf") },
                {
                  icon: <SquareTwoStack />,
                  label: text("quotes.detail.duplicate"),
                  disabled: !mayDuplicate || isBusy,
                  disabledTooltip: mayDuplicate ? undefined : text("quotes.policy.update"),
                  onClick: () => void duplicate(),
                },
              ],
            },
          ]}
        >
          <IconButton size="small" variant="transparent" aria-label={text("quotes.detail.actions")}>
            <EllipsisHorizontal />
          </IconButton>
        </ActionMenu>
      </div>
      {open && (obstacle || !mayUpdate) && (
        <Text size="small" className="text-ui-fg-subtle w-full">
          {mayUpdate ? obstacle : text("quotes.policy.update")}
        </Text>
      )}
      {form === "send" && <SendDrawer quote={quote} typed={typed.send} onClose={closeForm("send")} />}
      {form === "reject" && <RejectDrawer quote={quote} typed={typed.reject} onClose={closeForm("reject")} />}
      {form === "pdf" && <PdfModal quote={quote} revision={quote.revision} onClose={() => setForm(undefined)} />}
    </Container>
  )
}

const sendObstacle = (quote: AdminQuote, text: Texts): string | undefined => {
  if (quote.items.length === 0) {
    return text("quotes.send.noLines")
  }
  const missing = quote.items.filter(({ unit_price }) => unit_price === null).length
  return missing > 0 ? text("quotes.send.noPrice", { count: missing }) : undefined
}
