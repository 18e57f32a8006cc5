import { redirect } from "next/navigation"
import { getLocale } from "next-intl/server"
import { inLanguage } from "./locales"

/**
 * Redirects to a page of this site, in the visitor's language.
 *
 * @example
 * return redirectTo("/dashboard")
 */
export const redirectTo = async (url: string): Promise<never> => redirect(inLanguage(await getLocale(), url))
