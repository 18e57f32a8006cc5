import { ShoppingCart } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { Suspense } from "react"
import { Link } from "@/i18n/navigation"
import { findCart } from "@/modules/cart/cart"
import { SettleCart } from "@/modules/cart/settle-cart"

/** The way to the cart, with how many lines are in it. No page waits for the number. */
export const CartLink = async () => {
  const t = await getTranslations("common.cart")
  return (
    <Link href="/cart" prefetch={false} className="relative grid size-11 shrink-0 place-items-center rounded-control hover:bg-sunken">
      <ShoppingCart aria-hidden className="size-5.5" />
      <span className="sr-only">{t("title")}</span>
      <Suspense>
        <LineCount />
      </Suspense>
    </Link>
  )
}

const LineCount = async () => {
  const t = await getTranslations("common.cart")
  const found = await findCart().catch(() => null)
  const count = found?.cart?.items?.length ?? 0
  return (
    <>
      {found?.isToSettle && <SettleCart />}
      {count > 0 && (
        <span className="absolute top-0.5 right-0 grid h-5 min-w-5 place-items-center rounded-full bg-go px-1 text-xs font-semibold text-on-go tabular-nums">
          <span aria-hidden>{count}</span>
          <span className="sr-only">, {t("lines", { count })}</span>
        </span>
      )}
    </>
  )
}
