import { useCallback } from "react"
import { useTranslation } from "react-i18next"
import type en from "./en.json"

/** The namespace of the plugin's texts. Menus name it, too. */
export const NAMESPACE = "customer-role"

type Paths<Texts> = {
  [Key in keyof Texts & string]: Texts[Key] extends string ? Key : `${Key}.${Paths<Texts[Key]>}`
}[keyof Texts & string]

type WithoutPlural<Key> = Key extends `${infer Stem}_${"zero" | "one" | "other"}` ? Stem : Key

/** The key of a text, without the ending of its plural form. */
export type TextKey = WithoutPlural<Paths<typeof en>>

type Values = Record<string, string | number>

/** Returns the text of a key in the admin's language. */
export type Texts = (key: TextKey, values?: Values) => string

/**
 * Returns the texts of the plugin's pages, and the admin's language.
 *
 * @example
 * const { text } = useText()
 * text("bulk.selected", { count: 3 }) // "3 selected"
 */
export const useText = (): { text: Texts; language: string } => {
  const { t, i18n } = useTranslation(NAMESPACE)
  const text = useCallback((key: TextKey, values: Values = {}) => String(t(key, values)), [t])
  return { text, language: i18n.language === "enGB" ? "en-GB" : i18n.language }
}
