import { ShoppingCart } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { type ReactNode, Suspense } from "react"
import { Main } from "@/components/layout/main"
import { ButtonLink } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { EmptyState } from "@/components/ui/empty-state"
import { ClientMessages } from "@/i18n/client-messages"
import { CATALOGUE_PATH } from "@/modules/catalogue/filters"
import { SectionError } from "../account/section-error"

/** The pages that show a cart. */
type Area = "cart" | "checkout"

/**
 * The frame of a page that shows a cart: its heading, its texts, and a skeleton until the shop has answered.
 *
 * @example
 * <CartFrame area="cart" skeleton={<CartSkeleton />}>
 *   <Cart />
 * </CartFrame>
 */
export const CartFrame = async ({ area, skeleton, children }: { area: Area; skeleton: ReactNode; children: ReactNode }) => {
  const t = await getTranslations(area)
  return (
    <Main className="page py-8 md:py-10">
      <h1 className="mb-6 text-2xl font-semibold">{t("title")}</h1>
      <ClientMessages of={["account", "cart", area]}>
        <Suspense fallback={skeleton}>{children}</Suspense>
      </ClientMessages>
    </Main>
  )
}

/** Says that the shop does not answer about the cart. */
export const CartOutOfReach = () => (
  <Card>
    <SectionError />
  </Card>
)

/** Says that the cart is empty, and leads to the products. */
export const EmptyCart = async ({ area }: { area: Area }) => {
  const t = await getTranslations(area)
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
