import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { retrieveStatistics, statisticsKey, type Statistics } from "../../api/statistics"
import { periodBefore, type Range, toQuery } from "./range/range-state"

/** The figures of a range and of the period before it, which the page shows together. */
export type Figures = { range: Range; now: Statistics; before: Statistics }

/** Counting takes the shop a while. Whoever comes back to the page sees what they have just done elsewhere. */
const STALE_AFTER_MS = 60_000

/**
 * Loads the figures of a range and of the period before it. Shows those of the last range until they are there.
 *
 * @example
 * const { data } = useFigures(range, "Europe/Berlin")
 */
export const useFigures = (range: Range, timeZone: string) => {
  const query = toQuery(range, timeZone)
  return useQuery({
    queryKey: statisticsKey(query),
    queryFn: async (): Promise<Figures> => {
      const [now, before] = await Promise.all([
        retrieveStatistics(query),
        // The interval is that of the range, so that the rows of both stand beside each other.
        retrieveStatistics({ ...toQuery(periodBefore(range), timeZone), interval: query.interval }),
      ])
      return { range, now, before }
    },
    placeholderData: keepPreviousData,
    staleTime: STALE_AFTER_MS,
    refetchOnMount: "always",
  })
}
