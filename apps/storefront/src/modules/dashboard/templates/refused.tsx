import { currentUser } from "@clerk/nextjs/server"
import type { ErrorCode } from "medusa-customer-role-storefront/errors"
import { getTranslations } from "next-intl/server"
import { buttonClasses, ButtonLink } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { orNull } from "@/modules/account/or-null"
import { PageHeading } from "@/modules/account/page-heading"
import { EmailChange } from "@/modules/account/profile/email-change"
import { refusalOf } from "@/modules/account/refusals"

/**
 * The page of an account that the shop refuses: a disabled one, or one whose e-mail address is in the way. The address can
 * be confirmed or changed here, because the profile is not open to this account.
 */
export const RefusedTemplate = async ({ denial }: { denial: ErrorCode }) => {
  const t = await getTranslations("dashboard.refused")
  const refusals = await getTranslations("account.refusals")
  const refusal = refusalOf({ code: denial })
  const kind = refusal === "disabled" || refusal === "email" || refusal === "emailTaken" || refusal === "signedOut" ? refusal : "other"
  const isAboutEmail = kind === "email" || kind === "emailTaken"
  const user = isAboutEmail ? await orNull(currentUser()) : null
  return (
    <div className="mx-auto max-w-prose">
      <Card>
        <PageHeading className="mb-4 sm:mb-4" title={t(`${kind}.title`)} />
        <p className="mb-6 text-ink-soft">{kind === "other" ? refusals(refusal) : t(`${kind}.text`)}</p>
        {isAboutEmail && (
          <div className="mb-6 border-b border-line pb-6">
            <EmailChange current={user?.primaryEmailAddress?.emailAddress ?? ""} asks={kind === "email" ? "confirm" : "other"} />
          </div>
        )}
        <div className="flex flex-col gap-2 sm:flex-row">
          <a
            className={buttonClasses({ variant: isAboutEmail ? "outline" : "primary" })}
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
