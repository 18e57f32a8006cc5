import type { CustomerRole } from "medusa-customer-role-storefront/next"
import { getTranslations } from "next-intl/server"
import { Suspense } from "react"
import { Card, CardHeader } from "@/components/ui/card"
import { When } from "@/components/ui/format"
import { Timeline, TimelineStep } from "@/components/ui/timeline"
import { PageHeading } from "@/modules/account/page-heading"
import { ownCustomer } from "../data"
import { Abilities, Ability } from "../parts/abilities"
import { CompanyCard } from "../parts/company"
import { Contact } from "../parts/contact"
import { OrdersIfAny } from "../parts/orders-if-any"
import { SectionSkeleton } from "../parts/section-skeleton"

/** The page of an application that is being checked. It turns into the overview by itself when the shop decides. */
export const PendingTemplate = async ({ role }: { role: CustomerRole }) => {
  const t = await getTranslations("dashboard.pending")
  const states = await getTranslations("account.stepState")
  const customer = await ownCustomer()
  const company = role.company_name ?? t("yourCompany")
  const canQuote = role.access.quotes.allowed
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeading title={t("title", { company })}>
        <p>{customer ? t("textMail", { email: customer.email }) : t("text")}</p>
      </PageHeading>
      <Card className="mb-6">
        <Timeline>
          <TimelineStep state="done" label={states("done")} title={t("sent")}>
            <When at={role.updated_at} format="time" />
          </TimelineStep>
          <TimelineStep state="now" label={states("now")} title={t("checking")}>
            {t("usually")}
          </TimelineStep>
          <TimelineStep state="next" label={states("next")} title={t("decided")}>
            {t("byItself")}
          </TimelineStep>
        </Timeline>
      </Card>
      <div className="grid items-start gap-6 md:grid-cols-2">
        <Card>
          <CardHeader title={t("can")} />
          <Abilities>
            <Ability isOpen label={t("now")} title={t("buy")}>
              {t("buyText")}
            </Ability>
            <Ability isOpen={canQuote} label={t(canQuote ? "now" : "later")} title={t("quotes")}>
              {t(canQuote ? "quotesText" : "afterwards")}
            </Ability>
            <Ability
              isOpen={role.access.bulk_orders.allowed}
              label={t(role.access.bulk_orders.allowed ? "now" : "later")}
              title={t("account")}
            >
              {t(role.access.bulk_orders.allowed ? "accountText" : "afterwards")}
            </Ability>
            <Ability isOpen={false} label={t("later")} title={t("prices")}>
              {t("afterwards")}
            </Ability>
          </Abilities>
        </Card>
        <div className="grid gap-4">
          <CompanyCard role={role} kind="sent" />
          <div className="px-1">
            <Contact subject={company} />
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
