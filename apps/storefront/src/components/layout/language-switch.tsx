import { getLocale, getTranslations } from "next-intl/server"
import { chooseLocale } from "@/i18n/choose-locale"
import { LOCALES } from "@/i18n/locales"
import { Segment, Segments } from "./segments"

/** Switches the language. A form, so that it works without script. */
export const LanguageSwitch = async () => {
  const t = await getTranslations("common")
  const current = await getLocale()
  return (
    <form action={chooseLocale}>
      <Segments label={t("language.label")}>
        {LOCALES.map((locale) => (
          <Segment key={locale} type="submit" name="locale" value={locale} lang={locale} isChosen={locale === current}>
            {t(`language.${locale}`)}
          </Segment>
        ))}
      </Segments>
    </form>
  )
}
