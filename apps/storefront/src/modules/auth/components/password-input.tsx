"use client"

import { Eye, EyeOff } from "lucide-react"
import { useTranslations } from "next-intl"
import { type ComponentProps, useState } from "react"
import { Input } from "@/components/ui/input"

/** A password, with a button to see what is typed. */
export const PasswordInput = (props: Omit<ComponentProps<"input">, "type">) => {
  const t = useTranslations("auth")
  const [isShown, setIsShown] = useState(false)
  const Icon = isShown ? EyeOff : Eye
  return (
    <span className="relative block">
      <Input type={isShown ? "text" : "password"} autoCapitalize="none" spellCheck={false} className="pr-12" {...props} />
      <button
        type="button"
        onClick={() => setIsShown(!isShown)}
        aria-pressed={isShown}
        aria-label={t("showPassword")}
        className="absolute inset-y-0 right-0 grid w-11 place-items-center rounded-control text-ink-soft hover:text-ink"
      >
        <Icon aria-hidden className="size-4.5" />
      </button>
    </span>
  )
}
