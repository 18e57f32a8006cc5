export { checkBulkOrderWorkflow } from "./check-bulk-order"
export { createBulkCartWorkflow } from "./create-bulk-cart"
export { createBulkOrderWorkflow } from "./create-bulk-order"
export { calculateBulkOrderWorkflow } from "./direct/calculate-bulk-order"
export { createDirectBulkOrderWorkflow } from "./direct/create-direct-bulk-order"
export { fillBulkCart } from "./fill-bulk-cart"
export { findBulkOrders, type BulkOrderSummary, type FindBulkOrdersInput } from "./find-bulk-orders"
export { placeBulkOrder, type PlaceBulkOrderOptions } from "./place-bulk-order"
export type { PlacedBulkOrder } from "./place-once"
export { previewBulkOrder, previewBulkOrderWorkflow, type PreviewBulkOrderWorkflowInput } from "./preview-bulk-order"
export { priceOrderLinesWorkflow, type PriceOrderLinesWorkflowInput } from "./price-order-lines"
export { releaseStrandedQuotes, settleAbandonedPlacements } from "./settle-placement"
export type {
  BulkOrderPreview,
  BulkOrderPreviewLine,
  CreateBulkOrderWorkflowInput,
  OrderAddress,
  OrderLineError,
  OrderLineErrorCode,
  OrderLineInput,
  QuantityRules,
  SheetRowsReport,
  SkippedRow,
} from "./types"
export { writeBulkOrderTemplateWorkflow, type WriteBulkOrderTemplateWorkflowInput } from "./write-bulk-order-template"
export type { CalculateBulkOrderInput, CalculatedBulkOrder } from "./direct/types"
