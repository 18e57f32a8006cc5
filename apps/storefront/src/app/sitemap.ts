import type { MetadataRoute } from "next"
import { addressesOf } from "@/i18n/addresses-of"
import { siteOrigin } from "@/lib/site-origin"
import { CATALOGUE_PATH, catalogueUrl } from "@/modules/catalogue/filters"
import { listCategories, listProducts } from "@/modules/catalogue/products"

/** Lists the pages for everybody, each in every language, with where it is in the other one. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const origin = await siteOrigin()
  const [categories, products] = await Promise.all([listCategories(), listProducts()])
  const paths = [
    "/",
    CATALOGUE_PATH,
    ...categories.map(({ handle }) => catalogueUrl({ category: handle })),
    ...products.map(({ handle }) => `/products/${encodeURIComponent(handle)}`),
  ]
  return paths.flatMap((path) => {
    const languages = addressesOf(origin, path)
    return Object.values(languages).map((url) => ({ url, alternates: { languages } }))
  })
}
