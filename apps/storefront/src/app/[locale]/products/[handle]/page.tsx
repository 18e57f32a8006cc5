import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { Main } from "@/components/layout/main"
import { Toaster } from "@/components/ui/toaster"
import { ClientMessages } from "@/i18n/client-messages"
import { findProduct } from "@/modules/catalogue/products"
import { ProductPage } from "@/modules/product/product-page"

type Props = { params: Promise<{ handle: string }>; searchParams: Promise<{ sku?: string | string[] }> }

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => {
  const product = await findProduct((await params).handle)
  return product
    ? { title: product.title, description: product.description }
    : { title: (await getTranslations("common.notFound"))("title") }
}

export default async function ProductRoute({ params, searchParams }: Props) {
  const [{ handle }, { sku }, t] = await Promise.all([params, searchParams, getTranslations("account")])
  const product = (await findProduct(handle)) ?? notFound()
  return (
    <Main className="page py-6 md:py-8">
      <ClientMessages of={["product", "account"]}>
        <ProductPage product={product} sku={typeof sku === "string" ? sku : undefined} />
        <Toaster label={t("messages")} />
      </ClientMessages>
    </Main>
  )
}
