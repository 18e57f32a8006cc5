"use client"

import type { CustomerRole, Quote } from "medusa-customer-role-storefront"
import { useQuote } from "medusa-customer-role-storefront/react/quotes"
import { useNow, useTranslations } from "next-intl"
import { useState } from "react"
import { Button, ButtonLink } from "@/components/ui/button"
import { cn } from "@/components/ui/cn"
import { When } from "@/components/ui/format"
import { Notice } from "@/components/ui/notice"
import { useCustomerRole } from "@/lib/hooks/use-role-sync"
import { useShop } from "@/lib/hooks/use-shop"
import { PageHeading } from "../account/page-heading"
import type { AddressChoice } from "../quick-order/address-choices"
import { QUOTES_PATH } from "./ask-url"
import { Comparison } from "./parts/comparison"
import { Conversation } from "./parts/conversation"
import { DecisionDialogs, type OpenDialog } from "./parts/decision-dialogs"
import { Offer } from "./parts/offer"
import { QuoteBadge } from "./parts/quote-badge"
import { quoteStateOf, STATE_TONES, waitingSince } from "./quote-state"
import { useQuoteRefusal } from "./use-quote-refusal"
import { answerDue } from "./working-days"

/** A quote: what happens next, the offer, its revisions, the conversation and the customer's answer. */
export const QuoteDesk = ({
  initial,
  access: initialAccess,
  addresses,
}: {
  initial: Quote
  access: CustomerRole["access"]
  addresses: AddressChoice[]
}) => {
  const t = useTranslations("quotes")
  const now = useNow()
  const refusalText = useQuoteRefusal()
  const role = useCustomerRole()
  const access = role?.access ?? initialAccess
  const conversation = useQuote({ shop: useShop(), id: initial.id, initial })
  const [open, setOpen] = useState<OpenDialog>()
  const quote = conversation.quote ?? initial
  const state = quoteStateOf(quote, now)
  const problem = conversation.error === undefined ? undefined : refusalText(conversation.error)
  const denied = !access.quotes.allowed ? access.quotes : !access.bulk_orders.allowed ? access.bulk_orders : undefined
  const canNegotiate = access.quotes.allowed
  const until = quote.valid_until ?? quote.updated_at
  return (
    <>
      <PageHeading title={t("number", { number: quote.number })} action={<QuoteBadge state={state} />}>
        <ButtonLink href={QUOTES_PATH} variant="quiet" size="small" className="-ml-3">
          ← {t("title")}
        </ButtonLink>
      </PageHeading>
      <div aria-live="polite">
        <Notice
          tone={STATE_TONES[state]}
          className="mb-6"
          title={t.rich(`next.${state}.title`, { date: () => <When at={until} format="date" /> })}
          action={
            quote.order_id ? (
              <ButtonLink variant="primary" href={`/account/orders/${quote.order_id}`}>
                {t("decide.openOrder")}
              </ButtonLink>
            ) : ["declined", "cancelled", "rejected"].includes(state) && canNegotiate ? (
              <ButtonLink href={`${QUOTES_PATH}/new`}>{t("decide.askAgain")}</ButtonLink>
            ) : undefined
          }
        >
          {t.rich(`next.${state}.text`, {
            date: () => (
              <When
                at={state === "requested" ? answerDue(waitingSince(quote)).toISOString() : until}
                format={state === "sent" ? "time" : "date"}
              />
            ),
          })}
        </Notice>
      </div>
      {problem !== undefined && open === undefined && (
        <Notice tone="stop" live="assertive" className="mb-6" title={t("failed.title")}>
          {problem}
        </Notice>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid min-w-0 gap-6">
          <Offer quote={quote} />
          {quote.revision > 0 && <Comparison key={quote.revision} quote={quote} />}
        </div>
        <Conversation
          quote={quote}
          canWrite={canNegotiate}
          isSending={conversation.pending === "sendMessage"}
          send={conversation.sendMessage}
        />
      </div>
      {(state === "sent" || state === "expired" || state === "requested") && (
        <section
          aria-label={t("decide.label")}
          className="sticky bottom-0 z-10 -mx-4 mt-6 flex flex-wrap items-center gap-2 bg-surface px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] shadow-bar sm:mx-0 sm:rounded-t-card sm:px-6"
        >
          <p className="mr-auto text-sm text-ink-soft empty:hidden max-sm:basis-full">
            {denied && state === "sent"
              ? t(`decide.whyNot.${denied.code}`)
              : state === "sent" && quote.valid_until && t.rich("decide.until", { date: () => <When at={until} format="time" /> })}
          </p>
          {state === "requested" && (
            <Button variant="quiet" onClick={() => setOpen("withdraw")} className="ml-auto">
              {t("decide.withdraw")}
            </Button>
          )}
          {state === "sent" && (
            <Button variant="quiet" onClick={() => setOpen("decline")}>
              {t("decide.decline")}
            </Button>
          )}
          {state !== "requested" && (
            <Button
              variant={state === "expired" ? "primary" : "outline"}
              disabled={!canNegotiate}
              onClick={() => setOpen("round")}
              className={cn(state === "expired" && "max-sm:flex-1 sm:ml-auto")}
            >
              {t("decide.round")}
            </Button>
          )}
          {state === "sent" && (
            <Button variant="primary" disabled={denied !== undefined} onClick={() => setOpen("accept")} className="max-sm:flex-1">
              {t("decide.accept")}
            </Button>
          )}
        </section>
      )}
      <DecisionDialogs
        quote={quote}
        open={open}
        onClose={() => setOpen(undefined)}
        addresses={addresses}
        conversation={conversation}
        problem={problem}
      />
    </>
  )
}
