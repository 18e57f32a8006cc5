import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { getLocale, getTranslations } from "next-intl/server"
import { inLanguage } from "@/i18n/locales"
import { APPLICATION_PATH, safeTarget, signInUrl, signUpUrl } from "@/lib/auth/paths"
import { getVisitor } from "@/lib/auth/server"
import { showsCodes } from "@/lib/demo/demo-file"
import { countryOptions } from "@/modules/account/countries"
import { SignUpForm } from "@/modules/auth/components/sign-up-form"
import { WhoChoice } from "@/modules/auth/components/who-choice"
import { AuthFrame } from "@/modules/auth/templates/auth-frame"

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations("auth"))("signUp.pageTitle") })

type Query = { for?: string | string[]; redirect_url?: string | string[] }

export default async function SignUpPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [query, locale] = await Promise.all([searchParams, getLocale()])
  const target = inLanguage(locale, safeTarget(query.redirect_url))
  const visitor = await getVisitor()
  if (visitor.status !== "signed-out") {
    const isApplicant = query.for === "business" && visitor.status === "known" && visitor.role.account_type === "individual"
    redirect(isApplicant ? inLanguage(locale, APPLICATION_PATH) : target)
  }
  const accountType = query.for === "business" || query.for === "individual" ? query.for : undefined
  return (
    <AuthFrame about={accountType ?? "account"}>
      {accountType ? (
        <SignUpForm
          key={accountType}
          accountType={accountType}
          countries={accountType === "business" ? countryOptions(locale) : []}
          target={target}
          changeUrl={signUpUrl(target)}
          signInUrl={signInUrl(target)}
          showsCodes={await showsCodes()}
        />
      ) : (
        <WhoChoice target={target} />
      )}
    </AuthFrame>
  )
}
