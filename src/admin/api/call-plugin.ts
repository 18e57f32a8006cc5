import type { FetchArgs } from "@medusajs/js-sdk"
import { sdk } from "../sdk"
import type { PluginRoute } from "./plugin-routes"

type Options = Omit<FetchArgs, "method"> & {
  /** The route's parameters, which are encoded for its path. */
  params?: Record<string, string>
}

/**
 * Calls one of the plugin's routes with the admin's credential.
 *
 * @throws FetchError with the shop's message and `status`
 *
 * @example
 * const { quote } = await callPlugin<{ quote: AdminQuote }>("GET /admin/quotes/:id", { params: { id: "quo_123" } })
 */
export const callPlugin = <Answer>(route: PluginRoute, { params = {}, ...options }: Options = {}): Promise<Answer> => {
  const [method, pattern] = route.split(" ")
  const path = pattern.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(params[name] ?? ""))
  return sdk.client.fetch<Answer>(path, { ...options, method })
}
