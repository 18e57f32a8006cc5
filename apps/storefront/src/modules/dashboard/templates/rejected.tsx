import type { CustomerRole } from "medusa-customer-role-storefront/next"
import { getLocale, getTranslations } from "next-intl/server"
import { Suspense } from "react"
import { Card, CardHeader } from "@/components/ui/card"
import { Notice } from "@/components/ui/notice"
import { ApplicationForm } from "@/modules/account/application/application-form"
import { knownCompany } from "@/modules/account/application/known-company"
import { countryOptions } from "@/modules/account/countries"
import { PageHeading } from "@/modules/account/page-heading"
import { Contact } from "../parts/contact"
import { OrdersIfAny } from "../parts/orders-if-any"
import { SectionSkeleton } from "../parts/section-skeleton"

/** The page of a business that the shop has not verified: why, and the form filled in to apply again. */
export const RejectedTemplate = async ({ role }: { role: CustomerRole }) => {
  const t = await getTranslations("dashboard.rejected")
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeading title={t("title", { company: role.company_name ?? t("yourCompany") })}>{t("text")}</PageHeading>
      <Notice tone="stop" title={role.verification_note ? t("reason") : t("noReason")} className="mb-6">
        {role.verification_note ?? t("noReasonText")}
      </Notice>
      <div className="grid items-start gap-6 md:grid-cols-[minmax(0,1fr)_18rem]">
        <Card>
          <CardHeader title={t("again")} description={t("againText")} />
          <ApplicationForm occasion="again" countries={countryOptions(await getLocale())} sent={await knownCompany(role)} />
        </Card>
        <div className="grid gap-4">
          <Card>
            <CardHeader title={t("meanwhile")} className="mb-2" />
            <p className="text-sm text-ink-soft">{t("meanwhileText")}</p>
          </Card>
          <div className="px-1">
            <Contact subject={role.company_name ?? ""} />
          </div>
        </div>
      </div>
      <div className="mt-6 grid">
        <Suspense fallback={<SectionSkeleton kind="orders" />}>
          <OrdersIfAny />
        </Suspense>
      </div>
    </div>
  )
}
