import path from "node:path"
import ts from "typescript"

/* The names that storefronts import. Removing or changing one breaks somebody's shop: document it in CHANGELOG.md. */
const SRC = path.join(__dirname, "../src")
const ENTRIES = {
  ".": "index.ts",
  "./errors": "errors.ts",
  "./next": "next/index.ts",
  "./react": "react/index.ts",
  "./react/quick-order": "react/quick-order/index.ts",
  "./react/quotes": "react/quotes/index.ts",
}

/** Reads the sources only, because their imports from other packages do not matter here. */
const read = () => {
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    jsx: ts.JsxEmit.ReactJSX,
    noLib: true,
    types: [],
  }
  const host = ts.createCompilerHost(options)
  const { fileExists } = host
  host.fileExists = (file) => !file.includes("node_modules") && fileExists(file)
  const program = ts.createProgram(
    Object.values(ENTRIES).map((file) => path.join(SRC, file)),
    options,
    host
  )
  const checker = program.getTypeChecker()
  const exportsOf = (file: string): ts.Symbol[] => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(path.join(SRC, file)) ?? ts.factory.createNull())
    return module ? checker.getExportsOfModule(module) : []
  }
  const original = (symbol: ts.Symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol)
  return { exportsOf, original, checker }
}

const { exportsOf, original, checker } = read()

const isValue = (symbol: ts.Symbol): boolean => Boolean(original(symbol).flags & ts.SymbolFlags.Value)

const namesOf = (file: string, kind: boolean): string =>
  exportsOf(file)
    .filter((symbol) => isValue(symbol) === kind)
    .map(({ name }) => name)
    .sort()
    .join(", ")

it("The package has exactly these entries and names", () => {
  const surface = Object.entries(ENTRIES).map(([entry, file]) => [entry, { values: namesOf(file, true), types: namesOf(file, false) }])
  expect(Object.fromEntries(surface)).toMatchInlineSnapshot(`
    {
      ".": {
        "types": "Access, AccessDenialCode, AccountType, BulkOrderCalls, BulkOrderInput, BulkOrderLine, BulkOrderLines, BulkOrderPreview, BulkOrderPreviewLine, BusinessFeature, CallOptions, ChangedQuoteItem, Connection, CustomerRole, CustomerRoleClient, ErrorBody, ErrorCode, ErrorDetail, FieldsOptions, FilledBulkCart, GetToken, LineName, ListedQuote, OnceOptions, OrderAddress, OrderDetails, OrderLineError, OrderLineErrorCode, PlacedBulkOrder, Quote, QuoteAcceptanceInput, QuoteAttachment, QuoteAuthor, QuoteCalls, QuoteComparison, QuoteEvent, QuoteItem, QuoteLineInput, QuoteList, QuoteListQuery, QuoteMessage, QuoteMessageInput, QuotePdfOptions, QuoteRequestInput, QuoteStatus, QuoteWish, RefusalListener, RoleCalls, SavedList, SavedListCalls, SavedListChange, SavedListHead, SheetRowsReport, ShippingAddress, SkippedRow, SyncedCustomer, SyncedRole, VerificationStatus",
        "values": "CustomerRoleError, createCustomerRoleClient, isCustomerRoleError",
      },
      "./errors": {
        "types": "ErrorBody, ErrorCode, ErrorDetail",
        "values": "CustomerRoleError, ERROR_CATALOGUE, isCustomerRoleError, isErrorCode",
      },
      "./next": {
        "types": "BusinessRule, CustomerRole, DenialCode, ProxyHandler, RequireBusinessOptions, ServerConnection, WithBusinessOnlyOptions",
        "values": "CustomerRoleError, createSyncRoleHandler, getAuthHeaders, getCustomerRole, isCustomerRoleError, requireBusiness, withBusinessOnly",
      },
      "./react": {
        "types": "AccountType, BusinessOnlyProps, ClerkAuth, CustomerRole, DenialCode, GuardProps, RoleSync, RoleSyncProviderProps, RoleSyncStatus",
        "values": "AuthOnly, BusinessOnly, IndividualOnly, RoleSyncProvider, VerifiedOnly, useAccountType, useCustomerRole, useRoleSync",
      },
      "./react/quick-order": {
        "types": "BulkOrder, CheckedRow, PendingSheet, QuickOrder, QuickOrderDestination, QuickOrderRow, QuickOrderState, RowContent, SheetColumn, SheetQuestion, SheetReport, UseBulkOrderOptions, UseQuickOrderOptions",
        "values": "readSheetFile, useBulkOrder, useQuickOrder",
      },
      "./react/quotes": {
        "types": "QuoteAct, QuoteConversation, Quotes, UseQuoteOptions, UseQuotesOptions",
        "values": "useQuote, useQuotes",
      },
    }
  `)
})

describe.each(Object.entries(ENTRIES))("The entry %s", (_entry, file) => {
  it.each(exportsOf(file).map((symbol) => [symbol.name, symbol] as const))("documents %s", (_name, symbol) => {
    const declared = original(symbol)
    expect(ts.displayPartsToString(declared.getDocumentationComment(checker))).toMatch(/^[A-Z`].*[.!:?)]/s)
    if (isValue(symbol)) {
      expect(declared.getJsDocTags().map(({ name }) => name)).toContain("example")
    }
  })
})
