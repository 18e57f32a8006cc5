import { toast } from "@medusajs/ui"
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import { beginComparison, retrieveComparison, retrieveRoleSync, retryRoleSync, roleSyncKeys, type RoleSyncQuery } from "../../api/role-sync"
import { failureOf, roleKeys } from "../../api/roles"
import { useText } from "../../i18n/use-text"

const WHILE_RUNNING_MS = 1_500

/**
 * Loads the state of the sync and the last comparison, whose progress it follows.
 *
 * @example
 * const { state, comparison } = useRoleSync({ limit: 20, offset: 0 })
 */
export const useRoleSync = (query: RoleSyncQuery) => {
  const queries = useQueryClient()
  const state = useQuery({
    queryKey: roleSyncKeys.state(query),
    queryFn: () => retrieveRoleSync(query),
    placeholderData: keepPreviousData,
  })
  const comparison = useQuery({
    queryKey: roleSyncKeys.comparison,
    queryFn: retrieveComparison,
    refetchInterval: ({ state: { data } }) => (data?.reconciliation?.status === "running" ? WHILE_RUNNING_MS : false),
  })
  const last = comparison.data?.reconciliation
  // What a comparison has found or mended is in the lists as soon as it has ended.
  useEffect(() => {
    if (last && last.status !== "running") {
      void queries.invalidateQueries({ queryKey: [...roleSyncKeys.all, "state"] })
    }
  }, [queries, last?.id, last?.status])
  return { state, comparison }
}

type Acts = {
  /** The Clerk user whose retry is under way, or `all`. */
  retrying: string | undefined
  isBeginning: boolean
  retry: (clerkUserId?: string) => Promise<void>
  compare: (dryRunId?: string) => Promise<void>
}

/**
 * Returns functions that retry what failed and begin a comparison. Each says how it went.
 *
 * @example
 * const { retry, compare } = useRoleSyncActs()
 */
export const useRoleSyncActs = (): Acts => {
  const { text } = useText()
  const queries = useQueryClient()
  const [retrying, setRetrying] = useState<string>()
  const [isBeginning, setIsBeginning] = useState(false)
  const tell = (error: unknown) => {
    toast.error(failureOf(error, text("detail.loadFailedText")))
  }
  return {
    retrying,
    isBeginning,
    retry: async (clerkUserId) => {
      setRetrying(clerkUserId ?? "all")
      try {
        const { retried, succeeded, failed } = await retryRoleSync(clerkUserId)
        const report = retried ? text("sync.retry.report", { succeeded, count: retried }) : text("sync.retry.queued")
        toast[failed.length ? "warning" : "success"](report)
      } catch (error) {
        tell(error)
      } finally {
        setRetrying(undefined)
        await queries.invalidateQueries({ queryKey: roleKeys.all })
      }
    },
    compare: async (dryRunId) => {
      setIsBeginning(true)
      try {
        await beginComparison(dryRunId)
      } catch (error) {
        tell(error)
      } finally {
        await queries.invalidateQueries({ queryKey: roleSyncKeys.comparison })
        setIsBeginning(false)
      }
    },
  }
}
