import { useQuery } from "@tanstack/react-query"
import { useEffect, useState } from "react"

/**
 * Loads a file and returns an address of it inside the browser, which is released when the page no longer shows it.
 *
 * @example
 * const { url, error } = useObjectUrl(["quote-pdf", id], () => quotePdf(id, { revision: 1, locale: "en" }))
 */
export const useObjectUrl = (key: readonly unknown[], load: () => Promise<Blob>) => {
  const { data, error, refetch } = useQuery({ queryKey: key, queryFn: load, staleTime: 60_000, gcTime: 60_000 })
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    if (!data) {
      return
    }
    const created = URL.createObjectURL(data)
    setUrl(created)
    return () => {
      URL.revokeObjectURL(created)
      setUrl(undefined)
    }
  }, [data])
  return { url, blob: data, error, retry: () => void refetch() }
}
