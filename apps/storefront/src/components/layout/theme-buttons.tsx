"use client"

import { Monitor, Moon, Sun } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { THEME_COOKIE, type Theme } from "@/lib/theme"
import { Segment, Segments } from "./segments"

const CHOICES = [
  { theme: undefined, name: "system", Icon: Monitor },
  { theme: "light", name: "light", Icon: Sun },
  { theme: "dark", name: "dark", Icon: Moon },
] as const

const ONE_YEAR = 31_536_000

/** The buttons of the theme switch. They change the page at once and tell the server by a cookie. */
export const ThemeButtons = ({ initial }: { initial: Theme | undefined }) => {
  const t = useTranslations("common.theme")
  const [chosen, setChosen] = useState(initial)
  const choose = (theme: Theme | undefined) => {
    setChosen(theme)
    document.cookie = `${THEME_COOKIE}=${theme ?? ""}; path=/; max-age=${theme ? ONE_YEAR : 0}; samesite=lax`
    if (theme) {
      document.documentElement.dataset.theme = theme
    } else {
      delete document.documentElement.dataset.theme
    }
  }
  return (
    <Segments label={t("label")}>
      {CHOICES.map(({ theme, name, Icon }) => (
        <Segment key={name} isChosen={theme === chosen} onClick={() => choose(theme)} title={t(name)}>
          <Icon aria-hidden />
          <span className="sr-only">{t(name)}</span>
        </Segment>
      ))}
    </Segments>
  )
}
