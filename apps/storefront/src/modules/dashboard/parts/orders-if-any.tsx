import { recentOrders } from "../data"
import { LastOrders } from "./last-orders"

/** The last orders of somebody whose page is about something else: nothing, if there are none. */
export const OrdersIfAny = async () => {
  const page = await recentOrders()
  return page && page.count > 0 ? <LastOrders /> : null
}
