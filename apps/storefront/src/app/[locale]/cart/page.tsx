import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Skeleton, SkeletonPage } from "@/components/ui/skeleton"
import { getTaxView } from "@/lib/medusa/market"
import { orNull } from "@/modules/account/or-null"
import { findCart } from "@/modules/cart/cart"
import { CartFrame, CartOutOfReach, EmptyCart } from "@/modules/cart/cart-frame"
import { CartLines } from "@/modules/cart/cart-lines"
import { linesOf, sumsOf } from "@/modules/cart/summary"

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("cart"))("title"),
  robots: { index: false },
})

export default async function CartPage() {
  const t = await getTranslations("cart")
  return (
    <CartFrame area="cart" skeleton={<CartSkeleton label={t("loading")} />}>
      <Cart />
    </CartFrame>
  )
}

const Cart = async () => {
  const [found, view] = await Promise.all([orNull(findCart()), getTaxView()])
  if (!found) {
    return <CartOutOfReach />
  }
  const lines = linesOf(found.cart?.items)
  return found.cart && lines.length > 0 ? <CartLines lines={lines} sums={sumsOf(found.cart)} view={view} /> : <EmptyCart area="cart" />
}

const CartSkeleton = ({ label }: { label: string }) => (
  <SkeletonPage label={label} className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
    <Skeleton className="h-80 rounded-card" />
    <Skeleton className="h-64 rounded-card" />
  </SkeletonPage>
)
