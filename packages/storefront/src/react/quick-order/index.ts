"use client"

export { readSheetFile } from "./read-file.js"
export type { RowContent } from "./store.js"
export type {
  CheckedRow,
  PendingSheet,
  QuickOrderDestination,
  QuickOrderRow,
  QuickOrderState,
  SheetColumn,
  SheetQuestion,
  SheetReport,
} from "./types.js"
export { type BulkOrder, useBulkOrder, type UseBulkOrderOptions } from "./use-bulk-order.js"
export { type QuickOrder, useQuickOrder, type UseQuickOrderOptions } from "./use-quick-order.js"
