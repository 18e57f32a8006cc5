import type { CustomerRole } from "medusa-customer-role-storefront/next"
import { getTranslations } from "next-intl/server"
import { Suspense } from "react"
import { Badge } from "@/components/ui/badge"
import { PageHeading } from "@/modules/account/page-heading"
import { CompanyCard } from "../parts/company"
import { LastOrders } from "../parts/last-orders"
import { NextSteps } from "../parts/next-steps"
import { OpenQuotes } from "../parts/open-quotes"
import { SectionSkeleton } from "../parts/section-skeleton"
import { SpendSection } from "../parts/spend"

/** The overview of a business that the shop has verified. */
export const BusinessTemplate = async ({ role }: { role: CustomerRole }) => {
  const t = await getTranslations("dashboard.business")
  return (
    <>
      <PageHeading title={role.company_name ?? t("title")}>
        <span className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <Badge tone="go">{t("verified")}</Badge>
          {t("open")}
        </span>
      </PageHeading>
      <div className="grid gap-6">
        <Suspense fallback={<SectionSkeleton kind="steps" />}>
          <NextSteps />
        </Suspense>
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="grid min-w-0 gap-6">
            <Suspense fallback={<SectionSkeleton kind="orders" />}>
              <LastOrders />
            </Suspense>
            <Suspense fallback={<SectionSkeleton kind="chart" />}>
              <SpendSection />
            </Suspense>
          </div>
          <div className="grid min-w-0 gap-6">
            <Suspense fallback={<SectionSkeleton kind="text" />}>
              <OpenQuotes />
            </Suspense>
            <Suspense fallback={<SectionSkeleton kind="text" />}>
              <CompanyCard role={role} kind="known" />
            </Suspense>
          </div>
        </div>
      </div>
    </>
  )
}
