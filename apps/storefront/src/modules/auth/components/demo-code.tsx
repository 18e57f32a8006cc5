"use client"

import { useTranslations } from "next-intl"
import { useEffect, useState } from "react"
import { Button } from "@/components/ui/button"
import { Notice } from "@/components/ui/notice"
import { readDemoCode } from "@/lib/demo/demo-code"

/** The stand-in stamps a code before the browser knows that it was asked for. */
const SLACK = 5000

const PAUSE = 1000

/** Shows the code that Clerk would have sent by e-mail, in the demo only. */
export const DemoCode = ({ email, since, onUse }: { email: string; since: number; onUse: (code: string) => void }) => {
  const t = useTranslations("auth.demo")
  const [code, setCode] = useState<string | null>(null)
  useEffect(() => {
    setCode(null)
    let timer: ReturnType<typeof setTimeout> | undefined
    let isCurrent = true
    const look = async () => {
      const found = await readDemoCode(email, since - SLACK).catch(() => null)
      if (!isCurrent) {
        return
      }
      setCode(found)
      if (!found) {
        timer = setTimeout(look, PAUSE)
      }
    }
    void look()
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [email, since])
  return (
    <Notice
      tone="ask"
      live="polite"
      title={
        code ? t.rich("code", { code, mono: (chunks) => <span className="tracking-widest tabular-nums">{chunks}</span> }) : t("waiting")
      }
      action={
        code && (
          <Button size="small" onClick={() => onUse(code)}>
            {t("use")}
          </Button>
        )
      }
    >
      {t("noEmail")}
    </Notice>
  )
}
