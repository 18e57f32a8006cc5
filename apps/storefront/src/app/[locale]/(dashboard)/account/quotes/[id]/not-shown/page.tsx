import { isErrorCode } from "medusa-customer-role-storefront/errors"
import type { Metadata } from "next"
import { getLocale, getTranslations } from "next-intl/server"
import { Denied } from "@/components/guards/denied"
import { buttonClasses, ButtonLink } from "@/components/ui/button"
import { inLanguage } from "@/i18n/locales"
import { HOME_OF_ACCOUNT } from "@/lib/auth/paths"
import { requireSignedIn } from "@/lib/auth/server"
import { PageHeading } from "@/modules/account/page-heading"
import { whyNotShown } from "@/modules/quotes/why-not-shown"

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations("common.quoteNotShown"))("title") })

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ why?: string | string[] }> }

export default async function QuoteNotShownPage({ params, searchParams }: Props) {
  await requireSignedIn()
  const t = await getTranslations("common.quoteNotShown")
  const { id } = await params
  const { why } = await searchParams
  const reason = whyNotShown(why)
  if (reason === "denied" && isErrorCode(why)) {
    return <Denied denial={why} />
  }
  return (
    <div className="max-w-prose">
      <PageHeading title={t("title")}>{t(reason === "gone" ? "gone" : "later")}</PageHeading>
      <div className="flex flex-wrap gap-3">
        {reason !== "gone" && (
          // Not a page of the app: the browser has to ask for it.
          <a
            className={buttonClasses({ variant: "primary" })}
            href={inLanguage(await getLocale(), `/account/quotes/${encodeURIComponent(id)}/pdf`)}
          >
            {t("again")}
          </a>
        )}
        <ButtonLink href={HOME_OF_ACCOUNT}>{t("action")}</ButtonLink>
      </div>
    </div>
  )
}
