import type { CustomerRoleError } from "../../errors.js"
import type { BulkOrderPreview, BulkOrderPreviewLine, OrderLineError, ShippingAddress, SkippedRow } from "../../types.js"

/** A row of a quick order, as somebody has typed, pasted or picked it. */
export type QuickOrderRow = {
  /** Stays the same as long as the row exists. */
  id: string
  sku: string
  /** The text of the cell. */
  quantity: string
  /** For a product without a SKU. */
  variantId?: string
  /** The rows of the sheet that it comes from, counted from 1. */
  sheetRows?: number[]
  /** The text of its row in the sheet. */
  raw?: string
  /** What the shop said of a row that it could not read. Ends with the next change of the row. */
  unread?: OrderLineError
}

/** A row with what the shop says of it. */
export type CheckedRow = QuickOrderRow & {
  /** The shop's line for exactly this content: price, stock, errors. `undefined` until the shop has answered. */
  line?: BulkOrderPreviewLine
  /** What is wrong. Empty while nothing is known. */
  errors: OrderLineError[]
  /** The id of the row above that has the same product. The shop orders both together, and that row shows the price. */
  joinedTo?: string
  /** Whether the shop has not yet said anything about this content. */
  isChecking: boolean
  /** Whether there is nothing in it. */
  isBlank: boolean
}

/** A column of a sheet that somebody can choose. */
export type SheetColumn = {
  /** What the shop takes for its heading. */
  name: string
  /** Its number, counted from 1. `undefined` if the hook does not find it in the text. */
  number?: number
  /** The first cells below. */
  examples: string[]
}

/** A question of the shop about a sheet: which of these columns holds the SKU or the quantity? */
export type SheetQuestion = {
  field: "sku" | "quantity"
  /** The headings, as the shop names them. */
  candidates: string[]
  /** The same columns to choose from. Answer with the `number` where there is one: headings may be the same. */
  columns: SheetColumn[]
  /** Whether somebody has answered it already with a column that will not do. */
  isRepeated: boolean
}

/** A sheet that is being read, or that the shop could not read without help. */
export type PendingSheet = {
  text: string
  status: "reading" | "asking" | "refused"
  questions: SheetQuestion[]
  /** Why the shop refused it. */
  error?: unknown
}

/** What became of the rows of the last sheet. */
export type SheetReport = { read: number; ordered: number; skipped: SkippedRow[]; more: number }

/** Where the order goes, which decides prices, taxes and delivery. */
export type QuickOrderDestination = ShippingAddress & { region_id?: string; sales_channel_id?: string }

/** The state of a quick order. */
export type QuickOrderState = {
  /** Whether the rows that were kept from an earlier visit are there. */
  isReady: boolean
  rows: CheckedRow[]
  /** `failed`: the shop refused or did not answer; see `error`. */
  status: "idle" | "checking" | "checked" | "failed"
  /** The totals that belong to the rows on the screen; `undefined` while they are worked out. */
  totals?: Pick<BulkOrderPreview, "subtotal" | "tax_total" | "shipping_total" | "total" | "currency_code">
  /** Why the last preview failed. The rows stay. */
  error?: CustomerRoleError | Error
  sheet?: PendingSheet
  report?: SheetReport
  /** How many rows need somebody. */
  badCount: number
  /** How many rows have something in them. */
  rowCount: number
  /** Whether the shop would take the order as it stands. */
  isValid: boolean
  canUndo: boolean
  canRedo: boolean
}
