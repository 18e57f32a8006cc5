import { ArrowRight, Building2, MapPin } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { Suspense } from "react"
import { ButtonLink } from "@/components/ui/button"
import { Card, CardHeader, Fact, Facts } from "@/components/ui/card"
import { Money, When } from "@/components/ui/format"
import { Link } from "@/i18n/navigation"
import { OrderBadge } from "@/modules/account/orders/order-badge"
import { ReorderButton } from "@/modules/account/orders/reorder-button"
import { PageHeading } from "@/modules/account/page-heading"
import { PostalAddress } from "@/modules/account/postal-address"
import { SectionError } from "@/modules/account/section-error"
import { ownAddresses, ownCustomer, recentOrders } from "../data"
import { LastOrders } from "../parts/last-orders"
import { SectionSkeleton } from "../parts/section-skeleton"

/** The overview of somebody who buys for themselves. */
export const IndividualTemplate = async () => {
  const t = await getTranslations("dashboard.individual")
  const customer = await ownCustomer()
  return (
    <>
      <PageHeading title={customer?.first_name ? t("hello", { name: customer.first_name }) : t("title")} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-6">
          <Suspense fallback={<SectionSkeleton kind="text" />}>
            <LastOrder />
          </Suspense>
          <Suspense fallback={<SectionSkeleton kind="orders" />}>
            <LastOrders />
          </Suspense>
        </div>
        <div className="grid min-w-0 gap-6">
          <Card className="bg-go-soft">
            <Building2 aria-hidden className="mb-3 size-6 text-go" />
            <h2 className="text-lg font-semibold">{t("company.title")}</h2>
            <p className="mt-1 mb-4 text-sm text-ink-soft">{t("company.text")}</p>
            <ButtonLink href="/account/apply" block>
              {t("company.action")}
              <ArrowRight aria-hidden />
            </ButtonLink>
          </Card>
          <Suspense fallback={<SectionSkeleton kind="text" />}>
            <DefaultAddress />
          </Suspense>
          <Card>
            <CardHeader
              title={t("profile")}
              action={
                <Link href="/account/profile" className="link touch">
                  {t("change")}
                </Link>
              }
            />
            {customer ? (
              <Facts isNarrow>
                <Fact name={t("name")}>{[customer.first_name, customer.last_name].filter(Boolean).join(" ") || t("missing")}</Fact>
                <Fact name={t("email")}>{customer.email}</Fact>
                <Fact name={t("phone")}>{customer.phone || t("missing")}</Fact>
              </Facts>
            ) : (
              <SectionError />
            )}
          </Card>
        </div>
      </div>
    </>
  )
}

/** The last order with its state. Nothing without one: the list below says so already. */
const LastOrder = async () => {
  const t = await getTranslations("dashboard.individual")
  const orders = await getTranslations("account.orders")
  const last = (await recentOrders())?.orders[0]
  if (!last) {
    return null
  }
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="grid gap-1">
          <p className="text-sm text-ink-soft">{t("lastOrder")}</p>
          <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xl font-semibold">
            <Link href={`/account/orders/${last.id}`} prefetch={false} className="hover:underline">
              {orders("number", { number: last.number })}
            </Link>
            <OrderBadge state={last.state} />
          </h2>
          <p className="text-sm text-ink-soft">
            <When at={last.createdAt} /> · <Money amount={last.total} currency={last.currency} />
          </p>
          <p className="text-sm text-ink-soft">{last.titles.join(", ")}</p>
        </div>
        <div className="max-w-form max-sm:w-full">
          <ReorderButton orderId={last.id} block />
        </div>
      </div>
    </Card>
  )
}

const DefaultAddress = async () => {
  const t = await getTranslations("dashboard.individual")
  const addresses = await ownAddresses()
  const [first] = addresses ?? []
  return (
    <Card>
      <CardHeader
        title={t("addresses")}
        className="mb-2"
        action={
          <Link href="/account/addresses" className="link touch">
            {first ? t("change") : t("add")}
          </Link>
        }
      />
      {addresses === null ? (
        <SectionError />
      ) : first ? (
        <>
          <PostalAddress address={first} />
          {addresses.length > 1 && <p className="mt-3 text-sm text-ink-faint">{t("moreAddresses", { count: addresses.length - 1 })}</p>}
        </>
      ) : (
        <p className="flex gap-2 text-sm text-ink-soft">
          <MapPin aria-hidden className="mt-0.5 size-4 shrink-0" />
          {t("noAddress")}
        </p>
      )}
    </Card>
  )
}
