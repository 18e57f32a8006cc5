import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Skeleton, SkeletonPage } from "@/components/ui/skeleton"
import { getTaxView } from "@/lib/medusa/market"
import { orNull } from "@/modules/account/or-null"
import { CartFrame, CartOutOfReach, EmptyCart } from "@/modules/cart/cart-frame"
import { CheckoutForm } from "@/modules/checkout/checkout-form"
import { loadCheckout } from "@/modules/checkout/load-checkout"

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("checkout"))("title"),
  robots: { index: false },
})

export default async function CheckoutPage() {
  const t = await getTranslations("checkout")
  return (
    <CartFrame area="checkout" skeleton={<CheckoutSkeleton label={t("loading")} />}>
      <Checkout />
    </CartFrame>
  )
}

const Checkout = async () => {
  const [loaded, view] = await Promise.all([orNull(loadCheckout()), getTaxView()])
  if (!loaded) {
    return <CartOutOfReach />
  }
  return loaded.checkout ? <CheckoutForm {...loaded.checkout} view={view} /> : <EmptyCart area="checkout" />
}

const CheckoutSkeleton = ({ label }: { label: string }) => (
  <SkeletonPage label={label} className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
    <div className="grid gap-6">
      <Skeleton className="h-96 rounded-card" />
      <Skeleton className="h-40 rounded-card" />
    </div>
    <Skeleton className="h-80 rounded-card" />
  </SkeletonPage>
)
