"use server"

import { cookies } from "next/headers"
import { isLocale, LOCALE_COOKIE } from "./locales"

const ONE_YEAR = 31_536_000

/** Remembers the language that a visitor has chosen. The page comes back in it. */
export const chooseLocale = async (form: FormData): Promise<void> => {
  const locale = form.get("locale")
  if (isLocale(locale)) {
    ;(await cookies()).set(LOCALE_COOKIE, locale, { path: "/", maxAge: ONE_YEAR, sameSite: "lax" })
  }
}
