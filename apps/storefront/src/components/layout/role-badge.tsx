"use client"

import type { CustomerRole } from "medusa-customer-role-storefront/react"
import { useTranslations } from "next-intl"
import { Badge, type Tone } from "@/components/ui/badge"

const TONES: Record<CustomerRole["verification_status"], Tone> = {
  not_required: "calm",
  pending: "wait",
  verified: "go",
  rejected: "stop",
  revoked: "stop",
}

/** Says as whom a customer buys: their role, and the company that they order for. */
export const RoleBadge = ({ role }: { role: CustomerRole }) => {
  const t = useTranslations("common.role")
  return (
    <span className="flex min-w-0 flex-col items-end gap-0.5">
      <Badge
        tone={TONES[role.verification_status]}
        icon={role.account_type === "individual" ? null : undefined}
        className="max-sm:[&_svg]:hidden"
      >
        {t(role.verification_status)}
      </Badge>
      {role.is_verified && role.company_name && (
        <span className="max-w-28 truncate px-1 text-xs text-ink-soft sm:max-w-56 lg:max-w-80" title={role.company_name}>
          {t.rich("orderingFor", { company: role.company_name, short: (chunks) => <span className="max-sm:sr-only">{chunks}</span> })}
        </span>
      )}
    </span>
  )
}
