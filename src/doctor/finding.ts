import type { MedusaContainer } from "@medusajs/framework/types"
import type { PluginOptions } from "../options"

/** `wrong`: something does not work or is not safe. `warning`: something works, but perhaps not as intended. */
export type Verdict = "ok" | "warning" | "wrong"

/** What a check found, in a sentence, and what to do about it. */
export type Finding = { verdict: Verdict; message: string; advice?: string }

/** What a check may look at. */
export type Shop = {
  container: MedusaContainer
  options: PluginOptions
  /** The folder of the Medusa project. */
  folder: string
  /** Whether the shop runs with `NODE_ENV=production`. */
  production: boolean
}

/** One thing that a shop needs. Most checks have a single finding. */
export type Check = { name: string; title: string; look: (shop: Shop) => Promise<Finding | Finding[]> }

export const ok = (message: string): Finding => ({ verdict: "ok", message })
export const warning = (message: string, advice: string): Finding => ({ verdict: "warning", message, advice })
export const wrong = (message: string, advice: string): Finding => ({ verdict: "wrong", message, advice })

/**
 * Joins names for a sentence, and counts those beyond the first five.
 *
 * @example
 * listed(["Europe", "Japan"]) // "Europe, Japan"
 */
export const listed = (names: readonly string[], most = 5): string =>
  names.length <= most ? names.join(", ") : `${names.slice(0, most).join(", ")} and ${names.length - most} more`
