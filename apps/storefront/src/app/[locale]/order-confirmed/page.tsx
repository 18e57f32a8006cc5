import { CircleCheck, Package } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Main } from "@/components/layout/main"
import { ButtonLink } from "@/components/ui/button"
import { Card, CardHeader } from "@/components/ui/card"
import { EmptyState } from "@/components/ui/empty-state"
import { getVisitor } from "@/lib/auth/server"
import { getTaxView } from "@/lib/medusa/market"
import { purchaseOrderNumberOf } from "@/modules/account/orders/orders"
import { PostalAddress } from "@/modules/account/postal-address"
import { SumsList } from "@/modules/cart/sums-list"
import { linesOf, sumsOf } from "@/modules/cart/summary"
import { CATALOGUE_PATH } from "@/modules/catalogue/filters"
import { LineList } from "@/modules/checkout/order-summary"
import { paymentChoices } from "@/modules/checkout/payments"
import { placedOrder } from "@/modules/checkout/placed-order"

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("checkout.confirmed"))("pageTitle"),
  robots: { index: false },
})

export default async function OrderConfirmedPage() {
  const [t, order, visitor, view] = await Promise.all([getTranslations("checkout.confirmed"), placedOrder(), getVisitor(), getTaxView()])
  const isSignedIn = visitor.status !== "signed-out"
  if (!order) {
    return (
      <Main className="page py-8 md:py-10">
        <Card>
          <h1 className="sr-only">{t("pageTitle")}</h1>
          <EmptyState icon={<Package />} title={t("none")} action={<ButtonLink href="/account/orders">{t("toOrders")}</ButtonLink>}>
            {t("noneText")}
          </EmptyState>
        </Card>
      </Main>
    )
  }
  const providers = (order.payment_collections ?? []).flatMap(({ payments }) =>
    (payments ?? []).map(({ provider_id }) => ({ id: provider_id }))
  )
  const [payment] = paymentChoices(providers)
  const purchaseOrderNumber = purchaseOrderNumberOf(order)
  return (
    <Main className="page py-8 md:py-10">
      <div className="mb-6 flex items-start gap-4">
        <CircleCheck aria-hidden className="mt-1 size-9 shrink-0 text-go" />
        <div className="grid gap-1">
          <h1 className="text-2xl font-semibold">{t("title")}</h1>
          <p className="text-ink-soft">
            <strong className="font-semibold text-ink">{t("number", { number: order.display_id ?? 0 })}</strong> ·{" "}
            {t("mail", { email: order.email ?? "" })}
          </p>
          {purchaseOrderNumber && <p className="text-ink-soft">{t("yourNumber", { number: purchaseOrderNumber })}</p>}
        </div>
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-6">
          <Card>
            <CardHeader title={t("next")} className="mb-2" />
            <p>{t(payment?.kind ?? "inAdvance")}</p>
            <p className="mt-1 text-ink-soft">{t("delivery")}</p>
            <div className="mt-5 flex flex-wrap gap-2">
              {isSignedIn && (
                <ButtonLink href={`/account/orders/${order.id}`} variant="primary">
                  {t("toOrder")}
                </ButtonLink>
              )}
              <ButtonLink href={CATALOGUE_PATH} variant={isSignedIn ? "outline" : "primary"}>
                {t("goOn")}
              </ButtonLink>
            </div>
          </Card>
          {order.shipping_address && (
            <Card>
              <CardHeader title={t("address")} className="mb-2" />
              <PostalAddress address={order.shipping_address} />
            </Card>
          )}
        </div>
        <Card>
          <CardHeader title={t("lines")} />
          <LineList lines={linesOf(order.items)} view={view} currency={order.currency_code} />
          <SumsList sums={sumsOf(order)} view={view} />
        </Card>
      </div>
    </Main>
  )
}
