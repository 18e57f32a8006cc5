"use client"

import { isCustomerRoleError } from "medusa-customer-role-storefront"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Button } from "@/components/ui/button"
import { Notice } from "@/components/ui/notice"
import { useRoleSync } from "@/lib/hooks/use-role-sync"

/**
 * Says beside the page that the account is not up to date, and why. It blocks nothing. What the shop refuses is told by
 * the pages of the account.
 */
export const SyncNotice = () => {
  const t = useTranslations("common.sync")
  const { status, error, isOffline, sync } = useRoleSync()
  const [isTrying, setIsTrying] = useState(false)
  const isRefusal = isCustomerRoleError(error) && error.status < 500 && error.status !== 429
  if (!(isOffline || (status === "failed" && !isRefusal))) {
    return null
  }
  const retry = () => {
    setIsTrying(true)
    void sync().finally(() => setIsTrying(false))
  }
  return (
    <div className="page py-4">
      <Notice
        tone="wait"
        live="polite"
        title={t(isOffline ? "offline.title" : "failed.title")}
        action={
          isOffline ? null : (
            <Button size="small" busy={isTrying} onClick={retry}>
              {t("again")}
            </Button>
          )
        }
      >
        {t(isOffline ? "offline.text" : "failed.text")}
      </Notice>
    </div>
  )
}
