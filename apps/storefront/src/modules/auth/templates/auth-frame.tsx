import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { Main } from "@/components/layout/main"
import { Notice } from "@/components/ui/notice"
import { AuthAside } from "../components/auth-aside"

/** The place for sign-in and sign-up: the form, and beside it what it is good for. */
export const AuthFrame = async ({ about, children }: { about: "account" | "business" | "individual"; children: ReactNode }) => {
  const t = await getTranslations("auth")
  return (
    <Main className="page grid content-start justify-center gap-x-20 py-8 md:py-14 lg:grid-cols-[minmax(0,30rem)_minmax(0,24rem)]">
      <div className="grid w-full max-w-form content-start gap-6 max-lg:w-[min(30rem,calc(100vw-2rem))]">
        <noscript>
          <Notice tone="stop" title={t("noScript")} />
        </noscript>
        {children}
      </div>
      <AuthAside about={about} />
    </Main>
  )
}
