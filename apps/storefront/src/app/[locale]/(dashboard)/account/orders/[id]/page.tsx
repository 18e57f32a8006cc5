import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { knownRole } from "@/modules/account/known-role"
import { OrderDetail } from "@/modules/account/orders/order-detail"
import { retrieveOrder } from "@/modules/account/orders/orders"

type Props = { params: Promise<{ id: string }> }

const ownOrder = async ({ params }: Props) => {
  const { customer_id } = await knownRole()
  return await retrieveOrder((await params).id, customer_id)
}

export const generateMetadata = async (props: Props): Promise<Metadata> => {
  const t = await getTranslations("account.orders")
  // The page itself says why there is no order.
  const order = await ownOrder(props).catch(() => null)
  return { title: order ? t("number", { number: order.display_id ?? 0 }) : t("order") }
}

// Without a skeleton: whether there is such an order decides about the status of the answer.
export default async function OrderPage(props: Props) {
  return <OrderDetail order={await ownOrder(props)} />
}
