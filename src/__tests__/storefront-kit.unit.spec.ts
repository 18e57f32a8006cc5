import type * as kit from "../../packages/storefront/src/types.js" with { "resolution-mode": "import" }
import type { ListedStoreQuote, StoreQuote } from "../api/store/quotes/view"
import type { RevisionComparison } from "../modules/quote/compare-revisions"
import type { Access, AccessDenialCode, AccountType, CustomerRole, ErrorCode, VerificationStatus } from "../types"
import type { BulkOrderPreview, OrderLineError, SheetRowsReport } from "../workflows"

/** The type of a value after it was sent as JSON. */
type Answered<T> = T extends Date ? string : T extends object ? { [Key in keyof T]: Answered<T[Key]> } : T

type IsSame<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** Pairs of the kit's types and the server's. */
type Pairs = {
  AccountType: [kit.AccountType, AccountType]
  VerificationStatus: [kit.VerificationStatus, VerificationStatus]
  AccessDenialCode: [kit.AccessDenialCode, AccessDenialCode]
  Access: [kit.Access, Access]
  CustomerRole: [kit.CustomerRole, CustomerRole]
  BulkOrderPreview: [kit.BulkOrderPreview, BulkOrderPreview]
  OrderLineError: [kit.OrderLineError, OrderLineError]
  SheetRowsReport: [kit.SheetRowsReport, SheetRowsReport]
  Quote: [kit.Quote, StoreQuote]
  ListedQuote: [kit.ListedQuote, ListedStoreQuote]
  QuoteComparison: [kit.QuoteComparison, RevisionComparison]
  ErrorCode: [kit.ErrorBody["code"], ErrorCode]
}

type Different = {
  [Name in keyof Pairs]: IsSame<Answered<Pairs[Name][0]>, Answered<Pairs[Name][1]>> extends true ? never : Name
}[keyof Pairs]

describe("The storefront kit's types", () => {
  it("match the server's answers", () => {
    // If this does not compile, the error names the types that differ.
    const isSame: [Different] extends [never] ? true : Different = true
    expect(isSame).toBe(true)
  })
})
