import { useTranslations } from "next-intl"
import { Badge } from "@/components/ui/badge"
import { ORDER_TONES, type OrderState } from "./order-state"

/** How far an order is. */
export const OrderBadge = ({ state }: { state: OrderState }) => {
  const t = useTranslations("account.orderState")
  return <Badge tone={ORDER_TONES[state]}>{t(state)}</Badge>
}
