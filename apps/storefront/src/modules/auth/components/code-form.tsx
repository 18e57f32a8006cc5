"use client"

import { useTranslations } from "next-intl"
import { type ReactNode, useEffect, useState } from "react"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import type { Problem } from "../problems"
import { useProblems } from "../use-problems"
import { DemoCode } from "./demo-code"
import { FormProblem } from "./form-problem"

/** Seconds until one may ask for another code. */
const WAIT = 30

const LENGTH = 6

/**
 * Asks for a code that was sent or that an app shows. Six digits are sent off by themselves. It stays busy with a code that
 * was right: give each code that is asked for a `key` of its own.
 */
export const CodeForm = ({
  text,
  demoEmail,
  onCode,
  onResend,
  back,
}: {
  text: ReactNode
  /** The address whose code the demo shows. */
  demoEmail?: string
  /** Returns what is wrong with the code; nothing if the page is about to change. */
  onCode: (code: string) => Promise<Problem[]>
  /** Sends another code. Absent where no code is sent. */
  onResend?: () => Promise<Problem[]>
  back: ReactNode
}) => {
  const t = useTranslations("auth")
  const problems = useProblems()
  const [code, setCode] = useState("")
  const [isBusy, setIsBusy] = useState(false)
  const [sentAt, setSentAt] = useState(() => Date.now())
  const wait = useCountdown(sentAt)

  const submit = async (value: string) => {
    if (isBusy) {
      return
    }
    if (!value) {
      problems.set([{ field: "code", reason: "missingCode" }])
      return
    }
    setIsBusy(true)
    problems.set([])
    const found = await onCode(value)
    problems.set(found)
    // Without problems the next page is on its way.
    setIsBusy(found.length === 0)
  }
  const change = (typed: string) => {
    const value = typed.replace(/\s/g, "")
    setCode(value)
    if (value.length === LENGTH && /^\d+$/.test(value)) {
      void submit(value)
    }
  }
  const resend = async () => {
    setCode("")
    setSentAt(Date.now())
    problems.set((await onResend?.()) ?? [])
  }

  return (
    <form
      method="post"
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        void submit(code)
      }}
    >
      <p className="text-ink-soft">{text}</p>
      {demoEmail && <DemoCode email={demoEmail} since={sentAt} onUse={change} />}
      <Field label={t("code.label")} error={problems.of("code")} required>
        <Input
          value={code}
          onChange={(event) => change(event.target.value)}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={20}
          // The field is what this step is about, and the button that led here is gone.
          autoFocus
          className="text-lg tracking-widest tabular-nums"
        />
      </Field>
      <FormProblem>{problems.of("form", "email", "password")}</FormProblem>
      <Button type="submit" variant="primary" block busy={isBusy}>
        {t("code.submit")}
      </Button>
      <div className="flex flex-wrap items-center justify-between gap-2 text-sm">
        {back}
        {onResend && (
          <Button variant="quiet" size="small" aria-disabled={wait > 0} onClick={() => wait === 0 && void resend()}>
            {wait > 0 ? t("code.resendIn", { seconds: wait }) : t("code.resend")}
          </Button>
        )}
      </div>
    </form>
  )
}

const useCountdown = (since: number): number => {
  const [now, setNow] = useState(since)
  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [since])
  return Math.max(0, WAIT - Math.floor((now - since) / 1000))
}
