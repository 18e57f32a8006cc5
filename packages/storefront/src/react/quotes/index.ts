"use client"

export { type QuoteAct, type QuoteConversation, useQuote, type UseQuoteOptions } from "./use-quote.js"
export { type Quotes, useQuotes, type UseQuotesOptions } from "./use-quotes.js"
