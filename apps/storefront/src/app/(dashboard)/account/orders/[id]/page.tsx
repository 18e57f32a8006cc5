import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { knownRole } from "@/modules/account/known-role"
import { OrderDetail } from "@/modules/account/orders/order-detail"
import { retrieveOrder } from "@/modules/account/orders/orders"

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations("account.orders"))("order") })

// Without a skeleton: whether there is such an order decides about the status of the answer.
export default async function OrderPage({ params }: { params: Promise<{ id: string }> }) {
  await knownRole()
  return <OrderDetail order={await retrieveOrder((await params).id)} />
}
