import "server-only"

import { headers } from "next/headers"

/**
 * Returns the origin under which this site is visited, for addresses that others read, such as search engines.
 *
 * @example
 * const url = `${await siteOrigin()}/search`
 */
export const siteOrigin = async (): Promise<string> => {
  const asked = await headers()
  const host = asked.get("x-forwarded-host") ?? asked.get("host") ?? "localhost"
  return `${asked.get("x-forwarded-proto") ?? "https"}://${host}`
}
