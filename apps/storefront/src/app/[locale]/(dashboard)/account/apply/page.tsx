import type { Metadata } from "next"
import { getLocale, getTranslations } from "next-intl/server"
import { Card } from "@/components/ui/card"
import { Notice } from "@/components/ui/notice"
import { ApplicationForm } from "@/modules/account/application/application-form"
import type { ApplicationOccasion } from "@/modules/account/application/application-result"
import { knownCompany } from "@/modules/account/application/known-company"
import { countryOptions } from "@/modules/account/countries"
import { knownRole } from "@/modules/account/known-role"
import { PageHeading } from "@/modules/account/page-heading"

const OCCASIONS: Record<string, ApplicationOccasion> = {
  not_required: "apply",
  pending: "correct",
  rejected: "again",
  revoked: "again",
  verified: "change",
}

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations("account.application"))("pageTitle") })

export default async function ApplyPage() {
  const role = await knownRole()
  const t = await getTranslations("account.application")
  const occasion = OCCASIONS[role.verification_status] ?? "apply"
  return (
    <div className="mx-auto max-w-prose">
      <PageHeading title={t(`title.${occasion}`)}>{t(`text.${occasion}`)}</PageHeading>
      {occasion === "change" && (
        <Notice tone="wait" title={t("checkedAgain")} className="mb-6">
          {t("checkedAgainText")}
        </Notice>
      )}
      <Card>
        <ApplicationForm
          occasion={occasion}
          countries={countryOptions(await getLocale())}
          sent={await knownCompany(role)}
          cancelHref="/dashboard"
        />
      </Card>
    </div>
  )
}
