import { getTranslations } from "next-intl/server"
import { Card, CardHeader } from "@/components/ui/card"
import { Link } from "@/i18n/navigation"
import { NoOrders } from "@/modules/account/orders/no-orders"
import { OrderTable } from "@/modules/account/orders/order-table"
import { SectionError } from "@/modules/account/section-error"
import { recentOrders } from "../data"

/** The last orders, with the way to all of them. */
export const LastOrders = async () => {
  const t = await getTranslations("dashboard.orders")
  const page = await recentOrders()
  return (
    <Card className="pb-2 sm:pb-3">
      <CardHeader
        className="mb-2"
        title={t("title")}
        action={
          page && page.count > page.orders.length ? (
            <Link href="/account/orders" className="link touch">
              {t("all", { count: page.count })}
            </Link>
          ) : null
        }
      />
      {page === null ? <SectionError /> : page.orders.length > 0 ? <OrderTable orders={page.orders} /> : <NoOrders />}
    </Card>
  )
}
