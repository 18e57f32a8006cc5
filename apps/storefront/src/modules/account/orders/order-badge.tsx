import { CircleAlert, CircleCheck, CircleX, Inbox, type LucideIcon, Package, Truck } from "lucide-react"
import { useTranslations } from "next-intl"
import { Badge } from "@/components/ui/badge"
import { ORDER_TONES, type OrderState } from "./order-state"

const ICONS: Readonly<Record<OrderState, LucideIcon>> = {
  received: Inbox,
  packed: Package,
  partlyShipped: Truck,
  shipped: Truck,
  delivered: CircleCheck,
  cancelled: CircleX,
  paymentOpen: CircleAlert,
}

/** How far an order is. */
export const OrderBadge = ({ state }: { state: OrderState }) => {
  const t = useTranslations("account.orderState")
  const Icon = ICONS[state]
  return (
    <Badge tone={ORDER_TONES[state]} icon={<Icon aria-hidden />}>
      {t(state)}
    </Badge>
  )
}
