import type { MetadataRoute } from "next"
import { inLanguage, LOCALES } from "@/i18n/locales"
import { SIGNED_IN_PATHS } from "@/lib/auth/paths"
import { siteOrigin } from "@/lib/site-origin"

/** Tells search engines what is for nobody else, and where the pages for everybody are listed. */
export default async function robots(): Promise<MetadataRoute.Robots> {
  const origin = await siteOrigin()
  const disallow = LOCALES.flatMap((locale) => SIGNED_IN_PATHS.map((path) => inLanguage(locale, path)))
  return { rules: { userAgent: "*", disallow: [...disallow, "/api/"] }, sitemap: `${origin}/sitemap.xml` }
}
