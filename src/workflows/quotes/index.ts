export { acceptQuote, type AcceptedQuote, type AcceptQuoteInput, type AcceptQuoteOptions } from "./accept-quote"
export { quoteAcceptanceOutcome, releaseStrandedQuotes } from "./acceptance/quote-acceptance-outcome"
export { addQuoteMessageOnce, addQuoteMessageWorkflow } from "./add-quote-message"
export { cancelQuoteWorkflow, type CancelQuoteWorkflowInput } from "./cancel-quote"
export { printQuote, type PrintedQuote, type PrintQuoteInput } from "./print-quote"
export { createQuoteWorkflow } from "./create-quote"
export { declineQuoteWorkflow, type DeclineQuoteWorkflowInput } from "./decline-quote"
export { duplicateQuoteWorkflow, type DuplicateQuoteWorkflowInput } from "./duplicate-quote"
export { makeQuoteItemsWorkflow } from "./make-quote-items"
export { rejectQuoteWorkflow, type RejectQuoteWorkflowInput } from "./reject-quote"
export { renegotiateQuoteWorkflow, type RenegotiateQuoteWorkflowInput } from "./renegotiate-quote"
export { closeQuotesWorkflow, type CloseQuotesWorkflowInput } from "./close-quotes"
export { expireQuotesWorkflow, type ExpireQuotesWorkflowInput } from "./expire-quotes"
export { notifyOfQuoteWorkflow, type NotifyOfQuoteWorkflowInput } from "./notify-of-quote"
export type { NotifiedMessage, NotifiedQuote, QuoteNotice, QuoteNotificationData } from "./notifications/quote-notifications"
export { refreshQuoteSearchWorkflow, type RefreshQuoteSearchWorkflowInput } from "./refresh-quote-search"
export { remindOfQuotesWorkflow, type RemindOfQuotesWorkflowInput } from "./remind-of-quotes"
export { requestQuoteOnce, requestQuoteWorkflow, type RequestedQuote } from "./request-quote"
export { sendQuoteWorkflow, type SendQuoteWorkflowInput } from "./send-quote"
export type {
  AddQuoteMessageWorkflowInput,
  CreateQuoteWorkflowInput,
  DraftLineInput,
  MakeQuoteItemsWorkflowInput,
  OfferedLineInput,
  QuoteFileInput,
  QuoteLineInput,
  RepeatableOptions,
  RequestQuoteWorkflowInput,
  UpdateQuoteDraftWorkflowInput,
} from "./types"
export { updateQuoteDraftWorkflow } from "./update-quote-draft"
