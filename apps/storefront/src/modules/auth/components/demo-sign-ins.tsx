"use client"

import { useTranslations } from "next-intl"
import { Badge, type Tone } from "@/components/ui/badge"
import type { DemoSignIn } from "@/lib/demo/demo-file"

const TONES: Record<DemoSignIn["role"], Tone> = {
  individual: "calm",
  business: "calm",
  pending: "wait",
  verified: "go",
  rejected: "stop",
  revoked: "stop",
  banned: "stop",
}

/** The demo's people, to sign in with a click. */
export const DemoSignIns = ({
  signIns,
  isBusy,
  onChoose,
}: {
  signIns: DemoSignIn[]
  isBusy: boolean
  onChoose: (signIn: DemoSignIn) => void
}) => {
  const t = useTranslations("auth.demo")
  return (
    <section aria-labelledby="demo-sign-ins" className="rounded-card border border-ask-line bg-ask-soft p-5">
      <h2 id="demo-sign-ins" className="font-semibold">
        {t("title")}
      </h2>
      <p className="mt-0.5 text-sm text-ink-soft">{t("text")}</p>
      <ul className="mt-3 grid gap-2">
        {signIns.map((signIn) => (
          <li key={signIn.email}>
            <button
              type="button"
              disabled={isBusy}
              onClick={() => onChoose(signIn)}
              className="flex min-h-11 w-full flex-wrap items-center justify-between gap-x-3 gap-y-1 rounded-control border border-ask-line bg-surface px-3 py-2 text-left text-sm hover:border-ask"
            >
              <span className="font-medium wrap-anywhere">{signIn.email}</span>
              <Badge tone={TONES[signIn.role]}>{t(`roles.${signIn.role}`)}</Badge>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
