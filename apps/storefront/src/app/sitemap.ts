import type { MetadataRoute } from "next"
import { inLanguage, LOCALES } from "@/i18n/locales"
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
    const languages = Object.fromEntries(LOCALES.map((locale) => [locale, `${origin}${inLanguage(locale, path)}`]))
    return LOCALES.map((locale) => ({ url: languages[locale] ?? origin, alternates: { languages } }))
  })
}
