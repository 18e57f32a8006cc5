import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { requireSignedIn } from "@/lib/auth/server"
import { templateOf } from "@/modules/dashboard/templates"

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations("dashboard"))("title") })

export default async function DashboardPage() {
  return templateOf(await requireSignedIn())
}
