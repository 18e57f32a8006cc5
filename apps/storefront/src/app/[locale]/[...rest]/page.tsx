import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { getTranslations } from "next-intl/server"

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations("common.notFound"))("title") })

/** Every address that no other page has: it is not found in the visitor's language, with the head and foot of the shop. */
export default function MissingPage() {
  notFound()
}
