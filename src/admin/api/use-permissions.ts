import { useQuery } from "@tanstack/react-query"
import { retrieveFeatureFlags, retrieveOwnPermissions } from "./medusa"
import { type Permissions, toPermissions } from "./permissions"

/**
 * Returns what the admin may do, from the dashboard's own requests. If these fail, the admin API still decides.
 *
 * @example
 * const may = usePermissions()
 * const canVerify = may("POST /admin/customers/verify")
 */
export const usePermissions = (): Permissions => {
  const flags = useQuery({
    // The dashboard's own key, so that both share one answer.
    queryKey: ["admin", "feature-flags"],
    queryFn: retrieveFeatureFlags,
    staleTime: 300_000,
  })
  const rbac = flags.data ? flags.data.rbac === true : flags.isError ? false : undefined
  const granted = useQuery({
    queryKey: ["me-permissions"],
    queryFn: retrieveOwnPermissions,
    staleTime: 300_000,
    enabled: rbac === true,
  })
  return toPermissions({ rbac: rbac && granted.isError ? false : rbac, permissions: granted.data?.permissions })
}
