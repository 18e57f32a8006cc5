import { auth } from "@clerk/nextjs/server"
import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { getLocale, getTranslations } from "next-intl/server"
import { inLanguage } from "@/i18n/locales"
import { safeTarget } from "@/lib/auth/paths"
import { demoSignIns, showsCodes } from "@/lib/demo/demo-file"
import { SignInForm } from "@/modules/auth/components/sign-in-form"
import { AuthFrame } from "@/modules/auth/templates/auth-frame"

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations("auth"))("signIn.title") })

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ redirect_url?: string | string[] }> }) {
  const target = inLanguage(await getLocale(), safeTarget((await searchParams).redirect_url))
  if ((await auth()).userId) {
    redirect(target)
  }
  return (
    <AuthFrame about="account">
      <SignInForm target={target} demo={await demoSignIns()} showsCodes={await showsCodes()} />
    </AuthFrame>
  )
}
