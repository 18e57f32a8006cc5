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
import { orNull } from "@/modules/account/or-null"
import { SectionError } from "@/modules/account/section-error"
import { CATALOGUE_PATH } from "@/modules/catalogue/filters"
import { CheckoutForm } from "@/modules/checkout/checkout-form"
import { loadCheckout } from "@/modules/checkout/load-checkout"

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("checkout"))("title"),
  robots: { index: false },
})

export default async function CheckoutPage() {
  const t = await getTranslations("checkout")
  return (
    <Main className="page py-8 md:py-10">
      <h1 className="mb-6 text-2xl font-semibold">{t("title")}</h1>
      <ClientMessages of={["account", "cart", "checkout"]}>
        <Suspense
          fallback={
            <SkeletonPage label={t("loading")} className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
              <div className="grid gap-6">
                <Skeleton className="h-96 rounded-card" />
                <Skeleton className="h-40 rounded-card" />
              </div>
              <Skeleton className="h-80 rounded-card" />
            </SkeletonPage>
          }
        >
          <Checkout />
        </Suspense>
      </ClientMessages>
    </Main>
  )
}

const Checkout = async () => {
  const [t, loaded, view] = await Promise.all([getTranslations("checkout"), orNull(loadCheckout()), getTaxView()])
  if (!loaded) {
    return (
      <Card>
        <SectionError />
      </Card>
    )
  }
  if (!loaded.checkout) {
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
  return <CheckoutForm {...loaded.checkout} view={view} />
}
