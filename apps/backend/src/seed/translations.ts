import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createTranslationsWorkflow } from "@medusajs/medusa/core-flows"
import german from "./german.json"
import { list } from "./query"

const LOCALE = "de-DE"

/** German names of categories and ways of delivery; titles and descriptions of products; options, and those of their values that are words. */
const { categories, deliveries, words }: Record<"categories" | "deliveries" | "words", Record<string, string>> = german
const products: Record<string, string[]> = german.products

type Text = { reference: string; reference_id: string; translations: Record<string, string> }

/** Gives products, categories and ways of delivery their German texts. Whatever has one already keeps it. */
export async function seedTranslations(container: MedusaContainer): Promise<void> {
  const texts = [
    ...(await named(container, "product", "title")).flatMap(({ id, text }) => {
      const [title, description] = products[text] ?? []
      return title && description ? [{ reference: "product", reference_id: id, translations: { title, description } }] : []
    }),
    ...(await inWords(container, "product_variant", "title")),
    ...(await inWords(container, "product_option", "title")),
    ...(await inWords(container, "product_option_value", "value")),
    ...(await named(container, "product_category", "name")).flatMap(({ id, text }) => {
      const name = categories[text]
      return name ? [{ reference: "product_category", reference_id: id, translations: { name } }] : []
    }),
    ...(await named(container, "shipping_option", "name")).flatMap(({ id, text }) => {
      const name = deliveries[text]
      return name ? [{ reference: "shipping_option", reference_id: id, translations: { name } }] : []
    }),
  ]
  const known = new Set(
    (await container.resolve(Modules.TRANSLATION).listTranslations({ locale_code: LOCALE }, { select: ["reference_id"] })).map(
      ({ reference_id }) => reference_id
    )
  )
  const missing = texts.filter(({ reference_id }) => !known.has(reference_id))
  if (missing.length) {
    await createTranslationsWorkflow(container).run({
      input: { translations: missing.map((text) => ({ ...text, locale_code: LOCALE })) },
    })
  }
}

async function inWords(container: MedusaContainer, reference: string, field: "title" | "value"): Promise<Text[]> {
  return (await named(container, reference, field)).flatMap(({ id, text }) => {
    const word = words[text]
    return word ? [{ reference, reference_id: id, translations: { [field]: word } }] : []
  })
}

async function named(container: MedusaContainer, entity: string, field: string): Promise<{ id: string; text: string }[]> {
  const rows = await list<Record<string, string>>(container, { entity, fields: ["id", field] })
  return rows.map((row) => ({ id: row.id ?? "", text: row[field] ?? "" }))
}
