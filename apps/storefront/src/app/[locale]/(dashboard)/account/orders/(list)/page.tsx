import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { ButtonLink } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { knownRole } from "@/modules/account/known-role"
import { NoOrders } from "@/modules/account/orders/no-orders"
import { OrderTable } from "@/modules/account/orders/order-table"
import { listOrders } from "@/modules/account/orders/orders"
import { PageHeading } from "@/modules/account/page-heading"

/** Orders on a page. */
const PAGE = 10

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations("account.orders"))("title") })

export default async function OrdersPage({ searchParams }: { searchParams: Promise<{ page?: string | string[] }> }) {
  await knownRole()
  const t = await getTranslations("account.orders")
  const asked = Number((await searchParams).page)
  const page = Number.isSafeInteger(asked) && asked > 0 && asked < 10_000 ? asked : 1
  const { orders, count } = await listOrders({ limit: PAGE, offset: (page - 1) * PAGE })
  const pages = Math.max(1, Math.ceil(count / PAGE))
  if (page > pages) {
    redirect(`/account/orders?page=${pages}`)
  }
  return (
    <>
      <PageHeading title={t("title")}>{count > 0 && t("count", { count })}</PageHeading>
      <Card className="py-2 sm:py-3">{orders.length > 0 ? <OrderTable orders={orders} /> : <NoOrders />}</Card>
      {pages > 1 && (
        <nav aria-label={t("pages")} className="mt-5 flex items-center justify-between gap-4 text-sm">
          {page > 1 ? <ButtonLink href={`/account/orders?page=${page - 1}`}>{t("newer")}</ButtonLink> : <span />}
          <span className="text-ink-soft">{t("page", { page, pages })}</span>
          {page < pages ? <ButtonLink href={`/account/orders?page=${page + 1}`}>{t("older")}</ButtonLink> : <span />}
        </nav>
      )}
    </>
  )
}
