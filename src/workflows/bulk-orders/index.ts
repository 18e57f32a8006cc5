export { checkBulkOrderWorkflow } from "./workflows/check-bulk-order"
export { createBulkCartWorkflow } from "./workflows/create-bulk-cart"
export { createBulkOrderWorkflow } from "./workflows/create-bulk-order"
export { calculateBulkOrderWorkflow } from "./workflows/calculate-bulk-order"
export { createDirectBulkOrderWorkflow } from "./workflows/create-direct-bulk-order"
export { fillBulkCart } from "./fill-bulk-cart"
export { findBulkOrders, listBulkOrderIds, type BulkOrderSummary, type FindBulkOrdersInput } from "./find-bulk-orders"
export { placeBulkOrder, type PlaceBulkOrderOptions } from "./place-bulk-order"
export type { PlacedBulkOrder } from "./placement/place-once-per-key"
export { previewBulkOrder } from "./preview-bulk-order"
export { previewBulkOrderWorkflow, type PreviewBulkOrderWorkflowInput } from "./workflows/preview-bulk-order"
export { priceOrderLinesWorkflow, type PriceOrderLinesWorkflowInput } from "./workflows/price-order-lines"
export { type PlacementOutcome, settleAbandonedPlacements } from "./placement/settle-placement"
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
export { writeBulkOrderTemplateWorkflow, type WriteBulkOrderTemplateWorkflowInput } from "./workflows/write-bulk-order-template"
export type { CalculateBulkOrderInput, CalculatedBulkOrder } from "./checkout/order-without-cart/types"
