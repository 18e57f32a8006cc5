export { addQuoteMessageWorkflow } from "./add-quote-message"
export { cancelQuoteWorkflow, type CancelQuoteWorkflowInput } from "./cancel-quote"
export { requestQuoteWorkflow } from "./request-quote"
export type { AddQuoteMessageWorkflowInput, QuoteFileInput, QuoteLineInput, RequestQuoteWorkflowInput } from "./types"
