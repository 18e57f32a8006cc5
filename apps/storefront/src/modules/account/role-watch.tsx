"use client"

import type { CustomerRole } from "medusa-customer-role-storefront/react"
import { useTranslations } from "next-intl"
import { useEffect, useRef } from "react"
import { toast } from "sonner"
import { useRouter } from "@/i18n/navigation"
import { useCustomerRole } from "@/lib/hooks/use-role-sync"
import { roleStamp } from "./role-stamp"

/**
 * Renders the page again once the role is another than the one it was rendered for: when the shop decides about an
 * application, when it revokes, when it answers again. Forms that are being filled in keep their content.
 */
export const RoleWatch = ({ shown }: { /** The stamp of the role on the page. */ shown: string }) => {
  const t = useTranslations("account.decided")
  const router = useRouter()
  const role = useCustomerRole()
  const current = role === undefined ? undefined : roleStamp(role)
  useEffect(() => {
    if (current !== undefined && current !== shown) {
      router.refresh()
    }
  }, [current, shown, router])

  const before = useRef<CustomerRole["verification_status"]>(undefined)
  const status = role?.verification_status
  useEffect(() => {
    if (before.current === "pending" && (status === "verified" || status === "rejected")) {
      toast(t(status))
    }
    before.current = status
  }, [status, t])
  return null
}
