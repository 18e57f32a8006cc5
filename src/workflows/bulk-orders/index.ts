export { checkBulkOrderWorkflow } from "./check-bulk-order"
export { createBulkOrderWorkflow } from "./create-bulk-order"
export { placeBulkOrder } from "./place-bulk-order"
export { priceOrderLinesWorkflow, type PriceOrderLinesWorkflowInput } from "./price-order-lines"
export type {
  CreateBulkOrderWorkflowInput,
  OrderAddress,
  OrderLineError,
  OrderLineErrorCode,
  OrderLineInput,
} from "./types"
