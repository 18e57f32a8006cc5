import type { ErrorCode } from "medusa-customer-role-storefront/errors"
import { getTranslations } from "next-intl/server"
import { buttonClasses, ButtonLink } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { PageHeading } from "@/modules/account/page-heading"
import { refusalOf } from "@/modules/account/refusals"

/** The page of an account that the shop refuses: a closed one, or one whose e-mail address is in the way. */
export const RefusedTemplate = async ({ denial }: { denial: ErrorCode }) => {
  const t = await getTranslations("dashboard.refused")
  const refusals = await getTranslations("account.refusals")
  const refusal = refusalOf({ code: denial })
  const kind = refusal === "disabled" || refusal === "email" || refusal === "emailTaken" || refusal === "signedOut" ? refusal : "other"
  return (
    <div className="mx-auto max-w-prose">
      <Card>
        <PageHeading className="mb-4 sm:mb-4" title={t(`${kind}.title`)} />
        <p className="mb-6 text-ink-soft">{kind === "other" ? refusals(refusal) : t(`${kind}.text`)}</p>
        <div className="flex flex-col gap-2 sm:flex-row">
          <a
            className={buttonClasses({ variant: "primary" })}
            href={`mailto:help@cedar.example?subject=${encodeURIComponent(t(`${kind}.title`))}`}
          >
            {t("write")}
          </a>
          <ButtonLink href="/" variant="quiet">
            {t("toShop")}
          </ButtonLink>
        </div>
      </Card>
    </div>
  )
}
