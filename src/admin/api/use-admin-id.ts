import { useQuery } from "@tanstack/react-query"
import { retrieveOwnId } from "./medusa"

/**
 * Returns the id of the admin who is signed in: `undefined` while it is unknown, `null` if the shop does not say. Each page asks
 * anew, because another admin may have signed in since, in the same tab.
 *
 * @example
 * const adminId = useAdminId()
 */
export const useAdminId = (): string | null | undefined => {
  const { data, isError } = useQuery({ queryKey: ["customer-role-admin"], queryFn: retrieveOwnId, staleTime: 0, gcTime: 0 })
  return data ?? (isError ? null : undefined)
}
