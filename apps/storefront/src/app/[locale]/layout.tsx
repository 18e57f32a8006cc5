import { ClerkProvider } from "@clerk/nextjs"
import inter from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"
import type { Metadata, Viewport } from "next"
import { cookies, headers } from "next/headers"
import { getLocale, getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { preload } from "react-dom"
import "../../styles/globals.css"
import { FocusOnNavigation } from "@/components/layout/focus-on-navigation"
import { Footer } from "@/components/layout/footer"
import { Header } from "@/components/layout/header"
import { SkipLink } from "@/components/layout/skip-link"
import { SyncNotice } from "@/components/layout/sync-notice"
import { RoleSyncProvider } from "@/components/providers/role-sync-provider"
import { SessionWatch } from "@/components/providers/session-watch"
import { ClientMessages } from "@/i18n/client-messages"
import { addressesOf } from "@/i18n/addresses-of"
import { inLanguage } from "@/i18n/locales"
import { PATH_HEADER } from "@/lib/auth/paths"
import { getRole } from "@/lib/auth/server"
import { clerkSettings } from "@/lib/settings"
import { siteOrigin } from "@/lib/site-origin"
import { THEME_COOKIE, themeOf } from "@/lib/theme"

export const generateMetadata = async (): Promise<Metadata> => {
  const [t, origin, asked] = await Promise.all([getTranslations("common"), siteOrigin(), headers()])
  const languages = addressesOf(origin, asked.get(PATH_HEADER) ?? "/")
  return {
    title: { default: t("title"), template: "%s · Cedar" },
    description: t("description"),
    alternates: { languages: { ...languages, "x-default": languages.en } },
  }
}

export const viewport: Viewport = {
  colorScheme: "light dark",
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Cookies come first: what reads them is rendered for each request, and not during the build, which has no settings.
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value)
  const locale = await getLocale()
  const { publishableKey, proxyUrl } = clerkSettings()
  // Found only in the style sheet, the font would come so late that all text is drawn twice.
  preload(inter, { as: "font", type: "font/woff2", crossOrigin: "anonymous" })
  return (
    <html lang={locale} data-theme={theme}>
      <body className="flex flex-col">
        <ClerkProvider
          dynamic
          publishableKey={publishableKey}
          proxyUrl={proxyUrl}
          signInUrl={inLanguage(locale, "/sign-in")}
          signUpUrl={inLanguage(locale, "/sign-up")}
          prefetchUI={false}
          telemetry={false}
        >
          <ClientMessages>
            <RoleSyncProvider initialRole={await getRole()}>
              <SessionWatch />
              <FocusOnNavigation />
              <SkipLink />
              <Header />
              <SyncNotice />
              {children}
              <Footer />
            </RoleSyncProvider>
          </ClientMessages>
        </ClerkProvider>
      </body>
    </html>
  )
}
