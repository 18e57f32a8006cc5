import type { CustomerRole } from "medusa-customer-role-storefront/next"
import { getTranslations } from "next-intl/server"
import { Suspense } from "react"
import { buttonClasses, ButtonLink } from "@/components/ui/button"
import { Card, CardHeader } from "@/components/ui/card"
import { Notice } from "@/components/ui/notice"
import { PageHeading } from "@/modules/account/page-heading"
import { Abilities, Ability } from "../parts/abilities"
import { OrdersIfAny } from "../parts/orders-if-any"
import { SectionSkeleton } from "../parts/section-skeleton"

/** The page of a business whose verification the shop has ended. */
export const RevokedTemplate = async ({ role }: { role: CustomerRole }) => {
  const t = await getTranslations("dashboard.revoked")
  const company = role.company_name ?? t("yourCompany")
  const subject = role.company_name ? t("subject", { company: role.company_name }) : t("subjectWithoutName")
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeading title={t("title", { company })}>{t("text")}</PageHeading>
      <Notice tone="stop" title={role.verification_note ? t("reason") : t("noReason")} className="mb-6">
        {role.verification_note ?? t("noReasonText")}
      </Notice>
      <div className="grid items-start gap-6 md:grid-cols-2">
        <Card>
          <CardHeader title={t("can")} />
          <Abilities>
            <Ability isOpen label={t("now")} title={t("buy")}>
              {t("buyText")}
            </Ability>
            <Ability isOpen label={t("now")} title={t("orders")}>
              {t("ordersText")}
            </Ability>
            <Ability isOpen={false} label={t("closed")} title={t("account")}>
              {t("accountText")}
            </Ability>
          </Abilities>
        </Card>
        <Card>
          <CardHeader title={t("what")} className="mb-2" />
          <p className="mb-4 text-sm text-ink-soft">{t("whatText")}</p>
          <div className="grid gap-2">
            <a className={buttonClasses({ variant: "primary" })} href={`mailto:help@cedar.example?subject=${encodeURIComponent(subject)}`}>
              {t("write")}
            </a>
            <ButtonLink href="/account/apply" variant="quiet">
              {t("correct")}
            </ButtonLink>
          </div>
        </Card>
      </div>
      <div className="mt-6 grid">
        <Suspense fallback={<SectionSkeleton kind="orders" />}>
          <OrdersIfAny />
        </Suspense>
      </div>
    </div>
  )
}
