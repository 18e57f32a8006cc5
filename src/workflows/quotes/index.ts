export { cancelQuoteWorkflow, type CancelQuoteWorkflowInput } from "./cancel-quote"
export { requestQuoteWorkflow } from "./request-quote"
export type { QuoteLineInput, RequestQuoteWorkflowInput } from "./types"
