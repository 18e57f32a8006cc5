import { ShoppingCart } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Suspense } from "react"
import { Main } from "@/components/layout/main"
import { ButtonLink } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { EmptyState } from "@/components/ui/empty-state"
import { Skeleton, SkeletonPage } from "@/components/ui/skeleton"
import { ClientMessages } from "@/i18n/client-messages"
import { getTaxView } from "@/lib/medusa/market"
import { SectionError } from "@/modules/account/section-error"
import { orNull } from "@/modules/account/or-null"
import { findCart } from "@/modules/cart/cart"
import { CartLines } from "@/modules/cart/cart-lines"
import { linesOf, sumsOf } from "@/modules/cart/summary"
import { CATALOGUE_PATH } from "@/modules/catalogue/filters"

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("cart"))("title"),
  robots: { index: false },
})

export default async function CartPage() {
  const t = await getTranslations("cart")
  return (
    <Main className="page py-8 md:py-10">
      <h1 className="mb-6 text-2xl font-semibold">{t("title")}</h1>
      <ClientMessages of={["account", "cart"]}>
        <Suspense fallback={<CartSkeleton label={t("loading")} />}>
          <Cart />
        </Suspense>
      </ClientMessages>
    </Main>
  )
}

const Cart = async () => {
  const [t, found, view] = await Promise.all([getTranslations("cart"), orNull(findCart()), getTaxView()])
  if (!found) {
    return (
      <Card>
        <SectionError />
      </Card>
    )
  }
  const lines = linesOf(found.cart?.items)
  if (!found.cart || lines.length === 0) {
    return (
      <Card>
        <EmptyState
          icon={<ShoppingCart />}
          title={t("empty")}
          action={
            <ButtonLink href={CATALOGUE_PATH} variant="primary">
              {t("toProducts")}
            </ButtonLink>
          }
        >
          {t("emptyText")}
        </EmptyState>
      </Card>
    )
  }
  return <CartLines lines={lines} sums={sumsOf(found.cart)} view={view} />
}

const CartSkeleton = ({ label }: { label: string }) => (
  <SkeletonPage label={label} className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
    <Skeleton className="h-80 rounded-card" />
    <Skeleton className="h-64 rounded-card" />
  </SkeletonPage>
)
