export { acceptQuote, type AcceptedQuote, type AcceptQuoteInput, type AcceptQuoteOptions } from "./accept-quote"
export { cancelQuoteWorkflow, type CancelQuoteWorkflowInput } from "./cancel-quote"
export { requestQuoteWorkflow } from "./request-quote"
export type { QuoteLineInput, RequestQuoteWorkflowInput } from "./types"
