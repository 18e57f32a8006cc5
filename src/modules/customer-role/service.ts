import { container as application } from "@medusajs/framework"
import { MedusaService } from "@medusajs/framework/utils"
import type { DAL, Logger } from "@medusajs/framework/types"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { CustomerRoleError } from "../../errors"
import { toLogLine } from "../../observability/log"
import { CallLimits } from "../../limits/call-limits"
import { lockingProviderOf } from "../../locking/ordered-locks"
import { parsePluginOptions, type PluginOptions } from "../../options"
import type { CountedRange } from "../../postgres/intervals"
import { select } from "../../postgres/sql"
import { type AccessDenialCode, denialOf } from "./access"
import { eraseCustomers } from "./erasure/erase-customers"
import { ErasedPersons } from "./erasure/erased-persons"
import { levelOf } from "./features"
import { eraseEntries, findLastDecision, type HistoryPage, insertEntry, listEntries } from "./history/entries"
import { recordHourlyDenial } from "./history/hourly-denials"
import { undoChange } from "./history/undo-change"
import { IdempotentRequests } from "./idempotent-requests"
import { LegacyImport } from "./legacy-import/import-rows"
import { ClerkUserTombstone } from "./models/clerk-user-tombstone"
import { ClerkWebhookDelivery } from "./models/clerk-webhook-delivery"
import { CustomerMeta } from "./models/customer-meta"
import { CustomerRoleEvent } from "./models/customer-role-event"
import { OrderPlacers } from "./order-placers"
import {
  countUnseenRecords,
  findClerkUsers,
  findLinkedCustomerIds,
  type KnownClerkUsers,
  listUnseenRecords,
  moveClerkVersions,
  sampleSyncedClerkUserIds,
} from "./reconciliation/compared-records"
import { Differences } from "./reconciliation/differences"
import { Reconciliations } from "./reconciliation/reconciliations"
import { findLatestRecord, lookUpClerkUser, lookUpCustomer, lookUpSignIn, SELECT_RECORD } from "./role-lookup"
import { countBusinesses, findBusinesses, listBusinesses, listBusinessIds, listRecords } from "./search/business-list"
import { refreshSearchText } from "./search/search-text"
import { loadRoleFigures, type RoleFigures } from "./statistics/role-figures"
import { LonelyLocks } from "./start/lonely-locks"
import { ClerkSessions } from "./sync/clerk-sessions"
import { CustomerCreations } from "./sync/customer-creations"
import { recordClerkDeletion, recordCustomerDeletion } from "./sync/record-deletion"
import { type EmailEntry, recordEmail } from "./sync/record-email"
import { recordSync } from "./sync/record-sync"
import { SetAsides } from "./sync/set-asides"
import { WebhookDeliveries } from "./sync/webhook-deliveries"
import { WriteBackQueue } from "./sync/write-back-queue"
import type {
  BusinessCustomerFilters,
  BusinessPage,
  CustomerMetaRecord,
  CustomerRoleEventRecord,
  Denial,
  InternalNote,
  RoleChange,
  RoleEventActor,
  RoleLookup,
  SignInLookup,
  SyncInput,
  SyncResult,
  VerificationDecision,
} from "./types"
import { VariantSkuKeys } from "./variant-sku-keys"
import { decideVerification } from "./verification/decide-verification"
import { type CorrectedClaim, recordCorrection } from "./verification/record-correction"
import { writeInternalNote } from "./verification/write-internal-note"

/**
 * Stores who is an individual and who is a business, and the shop's decisions about businesses. Every write leaves an entry
 * in the history.
 *
 * Lookups on every request, and writes of several rows under locks, are plain SQL: one lookup takes a fifth of the time that
 * the ORM needs. The methods here are the module's public face; the files in the folders beside it do the work.
 */
export default class CustomerRoleModuleService extends MedusaService({
  CustomerMeta,
  CustomerRoleEvent,
  ClerkUserTombstone,
  ClerkWebhookDelivery,
}) {
  /** The plugin's options, with defaults. */
  readonly options: PluginOptions
  /** The webhook deliveries and their outcomes. */
  readonly deliveries = new WebhookDeliveries(() => this.knex)
  /** The roles to be written to Clerk. */
  readonly writeBacks = new WriteBackQueue(() => this.knex)
  /** The Medusa customers under creation, by Clerk user. */
  readonly customerCreations = new CustomerCreations(() => this.knex)
  /** The Clerk sessions for which Medusa credentials were issued. */
  readonly sessions = new ClerkSessions(() => this.knex)
  /** What linking set aside of customers. */
  readonly setAsides = new SetAsides(() => this.knex)
  /** The known differences from Clerk. */
  readonly differences = new Differences(() => this.knex)
  /** The comparisons with Clerk and their progress. */
  readonly reconciliations = new Reconciliations(() => this.knex)
  /** The requests with idempotency keys. */
  readonly requests = new IdempotentRequests(() => this.knex)
  /** Recognizes erased persons. */
  readonly erasedPersons = new ErasedPersons(() => this.knex)
  /** Who placed orders. */
  readonly orderPlacers = new OrderPlacers(() => this.knex)
  /** Imports roles from the table of an earlier system. */
  readonly legacyImport = new LegacyImport(() => this.knex)
  /** The folded SKUs of the catalogue. */
  readonly skuKeys = new VariantSkuKeys(() => this.knex)
  private readonly lonelyLocks = new LonelyLocks(
    () => this.knex,
    (message) => this.logger?.warn(message)
  )
  /** The call limits. */
  readonly callLimits: CallLimits
  /** Medusa calls these at start and shutdown. */
  readonly __hooks = {
    onApplicationPrepareShutdown: async () => {
      await this.lonelyLocks.end()
    },
    onApplicationShutdown: async () => {
      this.callLimits.close()
    },
    onApplicationStart: async () => {
      if (lockingProviderOf(application) === "in-memory") {
        await this.lonelyLocks.watch()
      }
      await this.followSkus()
    },
  }
  private readonly repository: DAL.RepositoryService
  private readonly logger?: Logger
  private connection?: Knex

  constructor({ baseRepository, logger }: { baseRepository: DAL.RepositoryService; logger?: Logger }, options: unknown) {
    super(...arguments)
    this.repository = baseRepository
    this.logger = logger
    this.options = parsePluginOptions(options)
    this.callLimits = new CallLimits(this.options.limits, (message) => logger?.warn(message))
  }

  /**
   * Completes an order of a customer who may still use the features, and records who placed it. `complete` runs in the same
   * transaction, which holds off decisions about the customer until it ends: after a revocation has returned, none of their
   * orders completes. `complete` returns false to refuse with `busy`.
   *
   * @example
   * const { refusal } = await customerRoleService.completeOrder(
   *   { order_id: "order_123", customer_id: "cus_123" },
   *   ["bulk_orders"],
   *   (trx) => bulkOrderService.placements.complete("bulk_123", "order_123", trx)
   * )
   */
  async completeOrder(
    { order_id, customer_id }: { order_id: string; customer_id: string },
    features: string[],
    complete: (trx: Knex.Transaction) => Promise<boolean>
  ): Promise<{ refusal?: AccessDenialCode | "busy"; record: CustomerMetaRecord | null }> {
    return this.knex.transaction(async (trx) => {
      const lookup = await lookUpCustomer(trx, customer_id, { waiting: true })
      const { record } = lookup
      const denial = features.map((feature) => denialOf(lookup, levelOf(this.options, feature))).find(Boolean)
      if (denial) {
        return { refusal: denial, record }
      }
      if (!(await complete(trx))) {
        return { refusal: "busy", record }
      }
      await this.orderPlacers.notePlaced(order_id, customer_id, trx)
      return { record }
    })
  }

  /** Only warns on an error: without the trigger, lookups of SKUs are slower but work. */
  private async followSkus(): Promise<void> {
    try {
      await this.skuKeys.follow()
    } catch (error) {
      this.logger?.warn(toLogLine("customer_role.skus_not_followed", { reason: error instanceof Error ? error.message : String(error) }))
    }
  }

  private get knex(): Knex {
    this.connection ??= this.repository.getFreshManager<{ getKnex(): Knex }>().getKnex()
    return this.connection
  }

  // --- Reading -------------------------------------------------------------------------------------------------

  /**
   * Returns the live record of a Medusa customer, even a disabled one, or `null`.
   *
   * @example
   * const record = await customerRoleService.getCustomerMetaByCustomerId("cus_123")
   */
  async getCustomerMetaByCustomerId(customerId: string): Promise<CustomerMetaRecord | null> {
    return (await this.lookUpCustomer(customerId)).record
  }

  /**
   * Returns a customer's live record, or the one that was closed last, or `null`.
   *
   * @example
   * const record = await customerRoleService.getLatestCustomerMeta("cus_123")
   */
  async getLatestCustomerMeta(customerId: string): Promise<CustomerMetaRecord | null> {
    return findLatestRecord(this.knex, customerId)
  }

  /**
   * Returns the live record of a Clerk user, even a disabled one, or `null`.
   *
   * @example
   * const record = await customerRoleService.getCustomerMetaByClerkId("user_123")
   */
  async getCustomerMetaByClerkId(clerkUserId: string): Promise<CustomerMetaRecord | null> {
    return (await this.lookUpClerkUser(clerkUserId)).record
  }

  /** Looks up what a guard needs to know of a Medusa customer. */
  async lookUpCustomer(customerId: string): Promise<RoleLookup> {
    return lookUpCustomer(this.knex, customerId)
  }

  /** Looks up a Medusa customer and whether one of their Clerk sessions is live. */
  async lookUpSignIn(customerId: string, sessionId: string): Promise<SignInLookup> {
    return lookUpSignIn(this.knex, customerId, sessionId)
  }

  /** Looks up what a guard needs to know of a Clerk user. */
  async lookUpClerkUser(clerkUserId: string): Promise<RoleLookup> {
    return lookUpClerkUser(this.knex, clerkUserId)
  }

  /**
   * Returns a page of the businesses that match.
   *
   * @example
   * const waiting = await customerRoleService.getBusinessCustomers({ status: "pending", limit: 50 })
   */
  async getBusinessCustomers(filters: BusinessCustomerFilters = {}): Promise<CustomerMetaRecord[]> {
    return listBusinesses(this.knex, filters)
  }

  /** Counts the businesses that match, on all pages. */
  async countBusinessCustomers(filters: BusinessCustomerFilters = {}): Promise<number> {
    return countBusinesses(this.knex, filters)
  }

  /**
   * Returns a page of the businesses that match, the number of all that match, and how many of each status match everything else.
   *
   * @example
   * const { records, count, counts } = await customerRoleService.findBusinessCustomers({ status: "pending", q: "cedar" })
   */
  async findBusinessCustomers(filters: BusinessCustomerFilters = {}): Promise<BusinessPage> {
    return findBusinesses(this.knex, filters)
  }

  /**
   * Returns the ids of the businesses that match, at most `most` of them in the order of the list, and how many there are.
   *
   * @example
   * const { ids, count } = await customerRoleService.listBusinessIds({ status: "verified", order: "company_name" }, 50_000)
   */
  async listBusinessIds(filters: BusinessCustomerFilters, most: number): Promise<{ ids: string[]; count: number }> {
    return listBusinessIds(this.knex, filters, most)
  }

  /**
   * Returns the live records with these ids, in their order.
   *
   * @example
   * const records = await customerRoleService.listRecords(["cmeta_123"])
   */
  async listRecords(ids: string[]): Promise<CustomerMetaRecord[]> {
    return listRecords(this.knex, ids)
  }

  /**
   * Returns figures about sign-ups, businesses and applications, as the caller's transaction sees them.
   *
   * @example
   * const { sign_ups } = await customerRoleService.getFigures({ from, to, interval: "day", time_zone: "UTC" }, trx)
   */
  async getFigures(range: CountedRange, trx: Knex.Transaction): Promise<RoleFigures> {
    return loadRoleFigures(trx, range)
  }

  /** Returns a customer's history, oldest first, across all records the customer has had. */
  async getHistory(customerId: string, page: HistoryPage = {}): Promise<CustomerRoleEventRecord[]> {
    return listEntries(this.knex, customerId, page)
  }

  /** Returns the shop's last decision about a customer, or `null`. */
  async getLastDecision(customerId: string): Promise<CustomerRoleEventRecord | null> {
    return findLastDecision(this.knex, customerId)
  }

  // --- Syncing with Clerk --------------------------------------------------------------------------------------

  /**
   * Writes a version of a Clerk user to the record. A version older than the newest seen changes nothing. A newer version
   * with the same data changes only `clerk_updated_at`.
   *
   * @throws CustomerRoleError `account_disabled` for a deleted Clerk user, `email_already_linked` if the customer belongs
   * to another live Clerk user, `role_changed` if the record has meanwhile moved to another customer
   */
  async recordSync(input: SyncInput): Promise<SyncResult> {
    return recordSync(this.knex, this, input)
  }

  /**
   * Closes the record of a deleted Clerk user and leaves a tombstone, so that no late event revives the user. Returns
   * `null` if there is nothing to close or to finish.
   */
  async recordClerkDeletion(clerk_user_id: string, actor: RoleEventActor, delivery_id?: string): Promise<RoleChange | null> {
    return this.knex.transaction((trx) => recordClerkDeletion(trx, this, { clerk_user_id, actor, delivery_id }))
  }

  /** Closes the records of customers that Medusa has deleted. Their Clerk users may start again. */
  async recordCustomerDeletion(customerIds: string[], actor: RoleEventActor): Promise<RoleChange[]> {
    return this.knex.transaction((trx) => recordCustomerDeletion(trx, this, customerIds, actor))
  }

  /**
   * Records that a customer's email address followed Clerk's, or why it could not. Does not repeat a conflict that the
   * history already ends with. Returns the id of the new entry, if any.
   */
  async recordEmail(record: CustomerMetaRecord, entry: EmailEntry): Promise<string[]> {
    return this.knex.transaction((trx) => recordEmail(trx, record, entry))
  }

  /** Updates the email address and names that the admin list searches. */
  async refreshSearchText(customerId: string, terms: (string | null)[]): Promise<void> {
    await this.knex.transaction((trx) => refreshSearchText(trx, customerId, terms))
  }

  // --- Comparing with Clerk ------------------------------------------------------------------------------------

  /** Looks up what the shop knows of many Clerk users. */
  async getClerkUsers(clerkUserIds: string[]): Promise<KnownClerkUsers> {
    return findClerkUsers(this.knex, this.erasedPersons, clerkUserIds)
  }

  /** Returns Clerk users of live records that have been synced before, newest first. */
  async getSyncedClerkUserIds(limit: number, except?: string): Promise<string[]> {
    return sampleSyncedClerkUserIds(this.knex, limit, except)
  }

  /** Returns which of these customers belong to a live Clerk user. */
  async getLinkedCustomerIds(customerIds: string[]): Promise<Set<string>> {
    return findLinkedCustomerIds(this.knex, customerIds)
  }

  /** Advances `clerk_updated_at` of records whose newer Clerk versions change nothing else. */
  async moveClerkVersions(versions: { id: string; clerk_updated_at: Date }[]): Promise<void> {
    await moveClerkVersions(this.knex, versions)
  }

  /** Returns a page of live records that are older than a reconciliation and belong to users that Clerk did not list, by id. */
  async getUnseenRecords(reconciliationId: string, after: string, limit: number): Promise<CustomerMetaRecord[]> {
    return listUnseenRecords(this.knex, { reconciliationId, after, limit })
  }

  /** Counts the live records that are older than a reconciliation, and how many of their users Clerk did not list. */
  async countUnseenRecords(reconciliationId: string): Promise<{ live: number; unseen: number }> {
    return countUnseenRecords(this.knex, reconciliationId)
  }

  // --- Verification --------------------------------------------------------------------------------------------

  /**
   * Applies an admin's decisions, all or none of them.
   *
   * @throws CustomerRoleError `not_found`, `not_a_business_account`, or `role_changed` if a record has changed since
   * `expected_updated_at`
   *
   * @example
   * await customerRoleService.decideVerification(
   *   [{ customer_id: "cus_123", is_verified: true }],
   *   { type: "admin", id: "user_123" }
   * )
   */
  async decideVerification(decisions: VerificationDecision[], actor: RoleEventActor): Promise<RoleChange[]> {
    return this.knex.transaction((trx) => decideVerification(trx, this, decisions, actor))
  }

  /**
   * Applies one decision: {@link decideVerification} for one customer.
   *
   * @throws CustomerRoleError as {@link decideVerification}
   *
   * @example
   * const record = await customerRoleService.updateCustomerVerification("cus_123", true)
   */
  async updateCustomerVerification(
    customerId: string,
    isVerified: boolean,
    decision: Omit<VerificationDecision, "customer_id" | "is_verified"> & { actor?: RoleEventActor } = {}
  ): Promise<CustomerMetaRecord> {
    const { actor = { type: "system" }, ...rest } = decision
    const [change] = await this.decideVerification([{ customer_id: customerId, is_verified: isVerified, ...rest }], actor)
    return change.record
  }

  /**
   * Writes the note about a customer that only admins see.
   *
   * @throws CustomerRoleError `not_found`, or `role_changed` if the note is no longer `expected_internal_note`
   *
   * @example
   * await customerRoleService.writeInternalNote({ customer_id: "cus_123", internal_note: "Called on Monday" }, { type: "system" })
   */
  async writeInternalNote(note: InternalNote, actor: RoleEventActor): Promise<RoleChange> {
    return this.knex.transaction((trx) => writeInternalNote(trx, this, note, actor))
  }

  /**
   * Records an admin's correction of a customer's claim before Clerk gets it. Returns the id of the new entry.
   *
   * @throws CustomerRoleError `not_found`, or `invalid_account_claim` if the corrected claim could not be applied
   */
  async recordCorrection(customerId: string, corrected: CorrectedClaim): Promise<string[]> {
    const record = await this.getCustomerMetaByCustomerId(customerId)
    if (!record) {
      throw new CustomerRoleError("not_found")
    }
    return recordCorrection(this.knex, this.options, record, corrected)
  }

  /** Returns a customer's live record, and closed ones that still have a group membership to remove. */
  async getRecordsForGroups(customerId: string): Promise<CustomerMetaRecord[]> {
    return select<CustomerMetaRecord>(
      this.knex,
      `SELECT ${SELECT_RECORD} FROM customer_meta m
       WHERE m.customer_id = ? AND (m.deleted_at IS NULL OR m.customer_group_id IS NOT NULL)
       ORDER BY m.deleted_at NULLS LAST, m.id`,
      [customerId]
    )
  }

  /** Remembers the customer group that this plugin put customers into, or that it took them out (`null`). */
  async setCustomerGroups(recordIds: string[], customerGroupId: string | null): Promise<void> {
    await this.knex("customer_meta").whereIn("id", recordIds).update({ customer_group_id: customerGroupId })
  }

  // --- History -------------------------------------------------------------------------------------------------

  /** Records a denied request, once an hour for each customer, feature, code and impersonator. */
  async recordDenial(denial: Denial): Promise<void> {
    await recordHourlyDenial(this.knex, denial)
  }

  /** Records what someone did while impersonating a customer. Unlike denials, each action gets an entry. */
  async recordImpersonation(customer_meta_id: string, action: string, actor: RoleEventActor): Promise<void> {
    await insertEntry(this.knex, { type: "impersonated", actor, customer_meta_id, before: null, after: null, note: action })
  }

  /**
   * Reverts a change that its workflow could not complete: deletes its history entries and restores the columns it
   * changed. Leaves record and history alone if someone else has changed the same columns since.
   */
  async undoChange(change: RoleChange): Promise<void> {
    await this.knex.transaction((trx) => undoChange(trx, this, change))
  }

  /** Deletes history entries of a workflow that could not complete. */
  async undoEntries(entryIds: string[]): Promise<void> {
    await this.knex.transaction((trx) => eraseEntries(trx, entryIds))
  }

  /**
   * Deletes the roles of customers with their history and leaves no trace. This also removes what refuses their old
   * credentials, and Clerk's next webhook starts a new record. For a request under data protection law, use
   * `erasePersonalData`.
   */
  async eraseCustomers(customerIds: string[]): Promise<void> {
    await this.knex.transaction(async (trx) => {
      await this.orderPlacers.erase(customerIds, trx)
      await eraseCustomers(trx, customerIds)
    })
  }
}
