import type { CustomerRole } from "medusa-customer-role-storefront/next"
import { getTranslations } from "next-intl/server"
import { Badge } from "@/components/ui/badge"
import { Card, CardHeader, Fact, Facts } from "@/components/ui/card"
import { Link } from "@/i18n/navigation"
import { checkTaxId, countryOfTaxId } from "@/modules/account/application/tax-id"
import { ownCustomer } from "../data"

/** What the shop knows about a company, and how to change it. */
export const CompanyCard = async ({ role, kind }: { role: CustomerRole; kind: "sent" | "known" }) => {
  const t = await getTranslations("dashboard.company")
  const customer = await ownCustomer()
  const contact = [customer?.first_name, customer?.last_name].filter(Boolean).join(" ")
  const country = countryOfTaxId(role.tax_id)
  const isValid = role.tax_id !== null && country !== "" && (await checkTaxId(country, role.tax_id)).state === "valid"
  return (
    <Card>
      <CardHeader
        title={t(kind)}
        action={
          <Link href="/account/apply" className="link touch">
            {t(kind === "sent" ? "correct" : "change")}
          </Link>
        }
      />
      <Facts isNarrow>
        <Fact name={t("name")}>{role.company_name ?? t("missing")}</Fact>
        <Fact name={t("taxId")}>
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            {role.tax_id ?? t("missing")}
            {isValid && <Badge tone="go">{t("formatValid")}</Badge>}
          </span>
        </Fact>
        {contact && <Fact name={t("contact")}>{contact}</Fact>}
        {customer && <Fact name={t("email")}>{customer.email}</Fact>}
      </Facts>
      {kind === "known" && <p className="mt-4 border-t border-line pt-4 text-sm text-ink-soft">{t("checkedAgain")}</p>}
    </Card>
  )
}
