import { existsSync, readFileSync } from "node:fs"
import ts from "typescript"
import { packageEntries, readPackage } from "../../scripts/package-entries"
import { fromRoot } from "../../scripts/paths"
import { surfaceOf } from "../../scripts/source"

/*
 * The names that merchants import. Removing or changing one breaks somebody's shop: describe it in a changeset. After adding one,
 * update the list: npm run test:unit -- src/__tests__/exports -u && npm run format
 */
describe("The package exports", () => {
  const entries = packageEntries()

  it.each(entries)("point $entry at a built file, with its types first", ({ types, code, source, conditions }) => {
    expect(conditions).toEqual(["types", "default"])
    expect(types).toBe(code.replace(/\.js$/, ".d.ts"))
    expect(code).toMatch(/^\.\/\.medusa\/server\/src\//)
    expect(existsSync(fromRoot(source))).toBe(true)
  })

  it("are part of the build, types included", () => {
    const config = ts.readConfigFile(fromRoot("tsconfig.json"), (file) => readFileSync(file, "utf8"))
    const { fileNames, options } = ts.parseJsonConfigFileContent(config.config, ts.sys, fromRoot())
    expect(options.declaration).toBe(true)
    for (const { source } of entries) {
      expect(fileNames).toContain(fromRoot(source))
    }
    expect(fileNames.filter((file) => file.includes("__tests__"))).toEqual([])
  })

  it("are published together with what Medusa looks for", () => {
    const { exports, files } = readPackage()
    expect(files).toContain(".medusa/server")
    expect(exports).toMatchObject({
      "./package.json": "./package.json",
      "./.medusa/server/src/modules/*": "./.medusa/server/src/modules/*/index.js",
      "./admin": expect.objectContaining({
        import: "./.medusa/server/src/admin/index.mjs",
      }),
    })
  })

  it("have exactly these entries and names", () => {
    const surface = entries.map(({ entry, source }) => {
      const { values, types } = surfaceOf(fromRoot(source))
      return [entry, { values: values.join(", "), types: types.join(", ") }]
    })
    expect(Object.fromEntries(surface)).toMatchInlineSnapshot(`
      {
        "config": {
          "types": "",
          "values": "withCustomerRole",
        },
        "errors": {
          "types": "ErrorBody, ErrorCode",
          "values": "CustomerRoleError, ERROR_CATALOGUE, asCustomerRoleError, isErrorCode, toErrorBody",
        },
        "events": {
          "types": "CustomerRoleEventData, QuoteEventData, QuoteMessageEventData",
          "values": "CustomerRoleEvents, QuoteEvents",
        },
        "guards": {
          "types": "RequireBusinessOptions",
          "values": "clerkBearer, refuseImpersonation, requireBusiness, requireCartOwner, requireCustomer, requireOrderOwner",
        },
        "helpers": {
          "types": "",
          "values": "getCompanyName, getCustomerAccountType, isBusinessCustomer, isVerifiedCustomer",
        },
        "modules/bulk-order": {
          "types": "",
          "values": "BULK_ORDER_MODULE, default",
        },
        "modules/customer-role": {
          "types": "",
          "values": "CUSTOMER_ROLE_MODULE, default",
        },
        "modules/quote": {
          "types": "",
          "values": "QUOTE_MODULE, default",
        },
        "providers/clerk": {
          "types": "",
          "values": "default",
        },
        "providers/on-account": {
          "types": "",
          "values": "default",
        },
        "types": {
          "types": "Access, AccessDenialCode, AccessLevel, AccountType, AdminCustomerRole, BusinessCustomerFilters, CustomerMetaRecord, CustomerRole, CustomerRoleEventData, CustomerRoleEventRecord, ErrorBody, ErrorCode, PluginOptions, PluginOptionsInput, QuoteEventData, QuoteMessageEventData, RoleEventActor, RoleEventType, VerificationDecision, VerificationStatus",
          "values": "",
        },
        "workflows": {
          "types": "AcceptQuoteInput, AcceptQuoteOptions, AcceptedQuote, AddQuoteMessageWorkflowInput, ApplicationNotificationData, BulkOrderPreview, BulkOrderPreviewLine, BulkOrderSummary, CalculateBulkOrderInput, CalculatedBulkOrder, CancelQuoteWorkflowInput, CloseQuotesWorkflowInput, CloseRoleWorkflowInput, CorrectClaimWorkflowInput, CreateBulkOrderWorkflowInput, CreateQuoteWorkflowInput, DecisionNotificationData, DeclineQuoteWorkflowInput, DraftLineInput, DuplicateQuoteWorkflowInput, ErasePersonalDataInput, ErasedCounts, ExpireQuotesWorkflowInput, FindBulkOrdersInput, GetStatisticsInput, ImportLegacyRolesOptions, ImportProgress, ImportReport, LookAlike, LookAlikes, MakeQuoteItemsWorkflowInput, NotifiedCustomer, NotifiedMessage, NotifiedQuote, NotifiedStatus, NotifyOfQuoteWorkflowInput, NotifyOfRoleWorkflowInput, OfferedLineInput, OrderAddress, OrderLineError, OrderLineErrorCode, OrderLineInput, PersonalData, PlaceBulkOrderOptions, PlacedBulkOrder, PlacementOutcome, PreviewBulkOrderWorkflowInput, PriceOrderLinesWorkflowInput, PrintQuoteInput, PrintedQuote, QuantityRules, QuoteFileInput, QuoteLineInput, QuoteNotice, QuoteNotificationData, ReconcileRolesOptions, RefreshCustomerRoleSearchWorkflowInput, RefreshQuoteSearchWorkflowInput, RefusedLegacyRow, RejectQuoteWorkflowInput, RemindOfQuotesWorkflowInput, RenegotiateQuoteWorkflowInput, RepeatableOptions, RequestQuoteWorkflowInput, RequestedQuote, RequireBusinessStepInput, RestoreSetAsideWorkflowInput, RetryReport, SendQuoteWorkflowInput, SheetRowsReport, SkippedRow, Statistics, SyncRoleWorkflowInput, SyncRoleWorkflowOutput, UpdateQuoteDraftWorkflowInput, VerifyBusinessWorkflowInput, WriteBulkOrderTemplateWorkflowInput, WriteInternalNoteWorkflowInput",
          "values": "PERSONAL_ROWS, acceptQuote, addQuoteMessageOnce, addQuoteMessageWorkflow, calculateBulkOrderWorkflow, cancelQuoteWorkflow, checkBulkOrderWorkflow, closeQuotesWorkflow, closeRoleWorkflow, compareWithClerk, correctClaimWorkflow, correctRole, createBulkCartWorkflow, createBulkOrderWorkflow, createDirectBulkOrderWorkflow, createQuoteWorkflow, declineQuoteWorkflow, duplicateQuoteWorkflow, erasePersonalData, expireQuotesWorkflow, exportPersonalData, fillBulkCart, findBulkOrders, findLookAlikes, getStatistics, importLegacyRoles, listBulkOrderIds, makeQuoteItemsWorkflow, notifyOfQuoteWorkflow, notifyOfRoleWorkflow, placeBulkOrder, previewBulkOrder, previewBulkOrderWorkflow, priceOrderLinesWorkflow, printQuote, quoteAcceptanceOutcome, receiveClerkWebhook, reconcileRoles, refreshCustomerRoleSearchWorkflow, refreshQuoteSearchWorkflow, rejectQuoteWorkflow, releaseStrandedQuotes, remindOfQuotesWorkflow, renegotiateQuoteWorkflow, requestQuoteOnce, requestQuoteWorkflow, requireBusinessStep, restoreSetAsideWorkflow, resyncRole, retryRoleSync, sendQuoteWorkflow, settleAbandonedPlacements, syncClerkUser, syncRoleWorkflow, updateQuoteDraftWorkflow, verifyBusinessWorkflow, writeBackRolesWorkflow, writeBulkOrderTemplateWorkflow, writeInternalNoteWorkflow",
        },
      }
    `)
  })
})
