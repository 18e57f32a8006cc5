import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect, useMemo, useRef } from "react"
import { useSearchParams } from "react-router-dom"
import { listBusinesses, retrieveRole, roleKeys } from "../../../api/roles"
import { businessList, toBusinessQuery } from "../list/list-state"
import { placeOf, type QueuePlace } from "./queue"

/** How many rows around the page of the list count as the queue: as many as the API gives at once. */
const STRETCH = 100

/**
 * Returns the customer's place in the list that the URL describes, and loads the next one ahead.
 *
 * @example
 * const queue = useQueue("cus_123")
 */
export const useQueue = (customerId: string): QueuePlace | undefined => {
  const [params] = useSearchParams()
  const queries = useQueryClient()
  const query = useMemo(() => {
    const { offset = 0, limit = 0, ...rest } = toBusinessQuery(businessList.read(params))
    return { ...rest, limit: STRETCH, offset: Math.max(0, offset - (STRETCH - limit) / 2) }
  }, [params])
  const { data } = useQuery({ queryKey: roleKeys.list(query), queryFn: () => listBusinesses(query) })
  const lastIndex = useRef<number>()
  const place = useMemo(() => {
    if (!data) {
      return undefined
    }
    const ids = data.customers.map(({ customer_id }) => customer_id)
    const index = ids.indexOf(customerId)
    if (index >= 0) {
      lastIndex.current = index
    }
    return placeOf(customerId, { ids, offset: data.offset, count: data.count }, lastIndex.current)
  }, [data, customerId])

  const next = place?.next
  useEffect(() => {
    if (next) {
      void queries.prefetchQuery({ queryKey: roleKeys.detail(next), queryFn: () => retrieveRole(next) })
    }
  }, [next, queries])
  return place
}
