import { ArrowRight, FileText, MapPin, MessageCircleQuestion, RotateCcw, ShoppingCart } from "lucide-react"
import { useTranslations } from "next-intl"
import { getNow, getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { Badge } from "@/components/ui/badge"
import { ButtonLink } from "@/components/ui/button"
import { cn } from "@/components/ui/cn"
import { Money, When } from "@/components/ui/format"
import { openCart } from "@/modules/cart/cart"
import { QUOTES_PATH } from "@/modules/quotes/ask-url"
import { ReorderButton } from "@/modules/account/orders/reorder-button"
import { openQuotes, ownAddresses, recentOrders } from "../data"
import { type NextStep, nextSteps } from "../next-steps"

/** Three things to do next. */
export const NextSteps = async () => {
  const [quotes, page, addresses, cart, now, t] = await Promise.all([
    openQuotes(),
    recentOrders(),
    ownAddresses(),
    openCart(),
    getNow(),
    getTranslations("dashboard.next"),
  ])
  const steps = nextSteps({
    quotes,
    orders: page?.orders ?? [],
    cart,
    // What is not known is no reason to ask for it.
    addressCount: addresses?.length ?? 1,
    now,
  })
  if (steps.length === 0) {
    return null
  }
  return (
    <section aria-labelledby="next-steps">
      <h2 id="next-steps" className="mb-4 text-lg font-semibold">
        {t("title")}
      </h2>
      <ul className={cn("grid gap-4", steps.length > 1 && "md:grid-cols-2", steps.length > 2 && "xl:grid-cols-3")}>
        {steps.map((step, index) => (
          <Step key={step.kind === "answerQuote" ? step.quote.id : step.kind} step={step} isFirst={index === 0} />
        ))}
      </ul>
    </section>
  )
}

const Step = ({ step, isFirst }: { step: NextStep; isFirst: boolean }) => {
  const t = useTranslations("dashboard.next")
  switch (step.kind) {
    case "answerQuote":
      return (
        <StepCard
          icon={<FileText />}
          title={t("answerQuote", { number: step.quote.number })}
          badge={step.isUrgent && <Badge tone="wait">{t("endsSoon")}</Badge>}
          action={
            <ButtonLink variant={isFirst ? "primary" : "outline"} block href={`${QUOTES_PATH}/${step.quote.id}`}>
              {t("openOffer")}
            </ButtonLink>
          }
        >
          {step.quote.total !== null && (
            <Money amount={step.quote.total} currency={step.quote.currency_code} className="font-medium text-ink" />
          )}{" "}
          {t.rich("validUntil", { date: () => <When at={step.validUntil} format="time" /> })}
        </StepCard>
      )
    case "finishCart":
      return (
        <StepCard
          icon={<ShoppingCart />}
          title={t("finishCart", { count: step.cart.lineCount })}
          action={
            <ButtonLink href="/cart" prefetch={false} variant={isFirst ? "primary" : "outline"} block>
              {t("finishCartAction")}
            </ButtonLink>
          }
        >
          <Money amount={step.cart.total} currency={step.cart.currency} className="font-medium text-ink" /> {t("finishCartText")}
        </StepCard>
      )
    case "reorder":
      return (
        <StepCard
          icon={<RotateCcw />}
          title={t("reorder", { number: step.order.number })}
          action={<ReorderButton orderId={step.order.id} variant={isFirst ? "primary" : "outline"} block />}
        >
          {step.order.titles.join(", ")}
          {step.order.lineCount > step.order.titles.length && ` ${t("more", { count: step.order.lineCount - step.order.titles.length })}`}
        </StepCard>
      )
    case "addAddress":
      return (
        <StepCard
          icon={<MapPin />}
          title={t("addAddress")}
          action={
            <ButtonLink href="/account/addresses" variant={isFirst ? "primary" : "outline"} block>
              {t("addAddressAction")}
              <ArrowRight aria-hidden />
            </ButtonLink>
          }
        >
          {t("addAddressText")}
        </StepCard>
      )
    case "askForQuote":
      return (
        <StepCard
          icon={<MessageCircleQuestion />}
          title={t("askForQuote")}
          action={
            <ButtonLink block href={`${QUOTES_PATH}/new`}>
              {t("askForQuoteAction")}
            </ButtonLink>
          }
        >
          {t("askForQuoteText")}
        </StepCard>
      )
  }
}

const StepCard = ({
  icon,
  title,
  badge,
  action,
  children,
}: {
  icon: ReactNode
  title: string
  badge?: ReactNode
  action?: ReactNode
  children: ReactNode
}) => (
  <li className="flex min-w-0 flex-col rounded-card border border-line bg-surface p-5 shadow-card">
    <div className="mb-3 flex items-center justify-between gap-3">
      <span aria-hidden className="grid size-9 place-items-center rounded-control bg-go-soft text-go [&_svg]:size-5">
        {icon}
      </span>
      {badge}
    </div>
    <h3 className="font-semibold">{title}</h3>
    <p className="mt-1 mb-4 text-sm text-ink-soft">{children}</p>
    {action && <div className="mt-auto">{action}</div>}
  </li>
)
