import { container as application } from "@medusajs/framework"
import { generateEntityId, MedusaService } from "@medusajs/framework/utils"
import type { DAL, Logger } from "@medusajs/framework/types"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { checkoutHooksInUse } from "../../core-hooks"
import { CustomerRoleError } from "../../errors"
import { toLogLine } from "../../observability/log"
import { CallLimits } from "../../limits/call-limits"
import { lockingProviderOf } from "../../locking/keys"
import { LonelyLocks } from "./start/lonely-locks"
import { parsePluginOptions, type PluginOptions } from "../../options"
import { type AccessDenialCode, denialOf } from "./access"
import { type BulkOrderPath, chooseBulkOrderPath } from "./bulk-order-path"
import { BulkOrderPlacements } from "./bulk-order-placements"
import { ClerkSessions } from "./sync/clerk-sessions"
import { ON_ACCOUNT, PAYMENT_IN_ADVANCE } from "./credit-providers"
import { CustomerCreations } from "./sync/customer-creations"
import { Differences } from "./reconciliation/differences"
import { ErasedPersons } from "./erasure/erased-persons"
import { IdempotentRequests } from "./idempotent-requests"
import { levelOf } from "./features"
import { LegacyImport } from "./legacy-import/import-rows"
import { ClerkUserTombstone } from "./models/clerk-user-tombstone"
import { ClerkWebhookDelivery } from "./models/clerk-webhook-delivery"
import { CustomerMeta } from "./models/customer-meta"
import { CustomerRoleEvent } from "./models/customer-role-event"
import { OrderPlacers } from "./order-placers"
import { Reconciliations } from "./reconciliation/reconciliations"
import { isDeletedInClerk, lookUpCustomer, RECORD_COLUMNS, SELECT_RECORD } from "./role-lookup"
import { toSearchText } from "./search/search-text"
import { SetAsides } from "./sync/set-asides"
import { isUniqueViolation, select, toLikePattern } from "../../postgres/sql"
import { applyBan, applyClaim, applyDecision, claimProblem, initialState, type RoleState, type Transition } from "./transitions"
import type {
  AccountClaim,
  BusinessCustomerFilters,
  ClaimCorrection,
  CustomerMetaRecord,
  CustomerRoleEventRecord,
  Denial,
  RoleChange,
  RoleEventActor,
  RoleLookup,
  SyncInput,
  SyncResult,
  VerificationDecision,
} from "./types"
import { VariantSkuKeys } from "./variant-sku-keys"
import { WebhookDeliveries } from "./sync/webhook-deliveries"
import { WriteBackQueue } from "./sync/write-back-queue"

/** A part of a history: the newest so many, or as many before those. */
export type HistoryPage = { limit?: number | null; offset?: number }

/** What an undone change is compared and restored by. Where the group stands is aligned on its own. */
const UNDOABLE_COLUMNS = RECORD_COLUMNS.filter((column) => column !== "updated_at" && column !== "customer_group_id")

const ORDER_BY: Record<NonNullable<BusinessCustomerFilters["order"]>, string> = {
  created_at: "m.created_at ASC, m.id ASC",
  "-created_at": "m.created_at DESC, m.id DESC",
  updated_at: "m.updated_at ASC, m.id ASC",
  "-updated_at": "m.updated_at DESC, m.id DESC",
  verified_at: "m.verified_at ASC NULLS LAST, m.id ASC",
  "-verified_at": "m.verified_at DESC NULLS LAST, m.id DESC",
  company_name: "m.company_name ASC NULLS LAST, m.id ASC",
  "-company_name": "m.company_name DESC NULLS LAST, m.id DESC",
}

const toState = (record: CustomerMetaRecord): RoleState => ({
  account_type: record.account_type,
  company_name: record.company_name,
  tax_id: record.tax_id,
  is_verified: record.is_verified,
  verification_status: record.verification_status,
  verification_note: record.verification_note,
  internal_note: record.internal_note,
  denied_at: record.denied_at,
  verified_at: record.verified_at,
  verified_by: record.verified_by,
  disabled_at: record.disabled_at,
})

/** Whether Clerk is told the same of both. */
const isSameOutcome = (one: RoleState, other: RoleState): boolean =>
  one.account_type === other.account_type && one.verification_status === other.verification_status

/** A workflow hands times on as text. */
const isSame = (one: unknown, other: unknown): boolean => toComparable(one) === toComparable(other)

const toComparable = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value)

/**
 * Keeps who is an individual and who is a business, and what the shop says of it.
 *
 * Reads that a guard makes on every request, and writes that hold several rows and locks together, are plain SQL:
 * one look-up costs a fifth of the same through the ORM. Every write leaves an entry in the history.
 */
export default class CustomerRoleModuleService extends MedusaService({
  CustomerMeta,
  CustomerRoleEvent,
  ClerkUserTombstone,
  ClerkWebhookDelivery,
}) {
  /** The plugin's options, with defaults. */
  readonly options: PluginOptions
  /** What became of each webhook delivery. */
  readonly deliveries = new WebhookDeliveries(() => this.knex)
  /** The roles that are to be written to Clerk. */
  readonly writeBacks = new WriteBackQueue(() => this.knex)
  /** Which Medusa customers are being created for Clerk users. */
  readonly customerCreations = new CustomerCreations(() => this.knex)
  /** The Clerk sessions that Medusa credentials were exchanged in. */
  readonly sessions = new ClerkSessions(() => this.knex)
  /** What was set aside of customers that were linked. */
  readonly setAsides = new SetAsides(() => this.knex)
  /** What is known to differ from Clerk. */
  readonly differences = new Differences(() => this.knex)
  /** How far comparisons with Clerk have come. */
  readonly reconciliations = new Reconciliations(() => this.knex)
  /** The attempts to place bulk orders. */
  readonly placements = new BulkOrderPlacements(() => this.knex)
  /** What customers ask for with a key, and is done once. */
  readonly requests = new IdempotentRequests(() => this.knex)
  /** Whom nothing of Clerk's brings back. */
  readonly erasedPersons = new ErasedPersons(() => this.knex)
  /** Who placed orders. */
  readonly orderPlacers = new OrderPlacers(() => this.knex)
  /** Takes rows of a table over that an earlier system kept. */
  readonly legacyImport = new LegacyImport(() => this.knex)
  /** The SKUs of the catalogue as they are compared. */
  readonly skuKeys = new VariantSkuKeys(() => this.knex)
  private readonly lonelyLocks = new LonelyLocks(() => this.knex, (message) => this.logger?.warn(message))
  /** How often who has called. */
  readonly callLimits: CallLimits
  /** What Medusa calls once everything is loaded. */
  readonly __hooks = {
    onApplicationPrepareShutdown: async () => {
      await this.lonelyLocks.end()
    },
    onApplicationShutdown: async () => {
      this.callLimits.close()
    },
    onApplicationStart: async () => {
      this.announceBulkOrderPath()
      if (lockingProviderOf(application) === "in-memory") {
        await this.lonelyLocks.watch()
      }
      await this.warnOfPaymentInAdvance()
      await this.followSkus()
    },
  }
  private readonly repository: DAL.RepositoryService
  private readonly logger?: Logger
  private connection?: Knex
  private path?: BulkOrderPath

  constructor({ baseRepository, logger }: { baseRepository: DAL.RepositoryService; logger?: Logger }, options: unknown) {
    super(...arguments)
    this.repository = baseRepository
    this.logger = logger
    this.options = parsePluginOptions(options)
    this.callLimits = new CallLimits(this.options.limits, (message) => logger?.warn(message))
  }

  /** How bulk orders are placed; settled once the shop has started. */
  get bulkOrderPath(): BulkOrderPath {
    this.path ??= chooseBulkOrderPath(this.options.bulkOrders.path, checkoutHooksInUse())
    return this.path
  }

  private announceBulkOrderPath(): void {
    const { path, reason, hooks } = this.bulkOrderPath
    this.logger?.info(toLogLine("customer_role.bulk_order_path", { path, reason, hooks: hooks.join(",") || undefined }))
    // Medusa's carts would discount what was agreed upon.
    if (hooks.length > 0) {
      this.logger?.warn(toLogLine("customer_role.quote_acceptance_path", { path: "direct", hooks: hooks.join(",") }))
    }
  }

  /**
   * Completes a bulk order, unless its customer may not place it by now or another process has taken the attempt over.
   * Decisions about the customer wait until that is settled, and the other way round.
   *
   * @example
   * const { refusal } = await customerRoleService.completeOrder({ order_id: "order_123", customer_id: "cus_123" }, ["bulk_orders"])
   */
  async completeOrder(
    { bulk_order_id, order_id, customer_id }: { bulk_order_id?: string; order_id: string; customer_id: string },
    features: string[]
  ): Promise<{ refusal?: AccessDenialCode | "busy"; record: CustomerMetaRecord | null }> {
    return this.knex.transaction(async (trx) => {
      const lookup = await lookUpCustomer(trx, customer_id, { waiting: true })
      const { record } = lookup
      const denial = features.map((feature) => denialOf(lookup, levelOf(this.options, feature))).find(Boolean)
      if (denial) {
        return { refusal: denial, record }
      }
      if (bulk_order_id && !(await this.placements.complete(bulk_order_id, order_id, trx))) {
        return { refusal: "busy", record }
      }
      await this.orderPlacers.notePlaced(order_id, customer_id, trx)
      return { record }
    })
  }

  /**
   * What bulk orders are paid with: as the options say, else the first provider that gives credit, else in advance.
   *
   * @example
   * const providerId = await customerRoleService.getBulkOrderPaymentProvider()
   */
  async getBulkOrderPaymentProvider(): Promise<string> {
    const { bulkOrders, credit } = this.options
    const [provider] = bulkOrders.paymentProviderId ? [bulkOrders.paymentProviderId] : (credit.providers ?? (await this.listOnAccount()))
    return provider ?? PAYMENT_IN_ADVANCE
  }

  /** The providers of this plugin that the Payment Module has registered. */
  private async listOnAccount(): Promise<string[]> {
    const rows = await this.select<{ id: string }>(
      "SELECT id FROM payment_provider WHERE starts_with(id, ?) AND is_enabled AND deleted_at IS NULL ORDER BY id",
      [ON_ACCOUNT]
    )
    return rows.map(({ id }) => id)
  }

  private async warnOfPaymentInAdvance(): Promise<void> {
    if (!this.options.bulkOrders.paymentProviderId && (await this.getBulkOrderPaymentProvider()) === PAYMENT_IN_ADVANCE) {
      this.logger?.warn(
        `medusa-plugin-customer-role: no payment provider on account is registered, so bulk orders and accepted quotes are paid with ${PAYMENT_IN_ADVANCE}, ` +
          `which is payment in advance and asks nobody. Register medusa-plugin-customer-role/providers/on-account with the Payment Module, or set bulkOrders.paymentProviderId.`
      )
    }
  }

  /** A shop that cannot be followed is a slower one, and no reason not to start. */
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

  private async select<T>(sql: string, bindings: Knex.RawBinding[], db: Knex = this.knex): Promise<T[]> {
    return select<T>(db, sql, bindings)
  }

  // --- Reading -------------------------------------------------------------------------------------------------

  /**
   * The live record of a Medusa customer, disabled ones included; `null` where there is none.
   *
   * @example
   * const record = await customerRoleService.getCustomerMetaByCustomerId("cus_123")
   */
  async getCustomerMetaByCustomerId(customerId: string): Promise<CustomerMetaRecord | null> {
    return (await this.lookUpCustomer(customerId)).record
  }

  /**
   * A customer's live record, or the last one that was closed; `null` where there never was one.
   *
   * @example
   * const record = await customerRoleService.getLatestCustomerMeta("cus_123")
   */
  async getLatestCustomerMeta(customerId: string): Promise<CustomerMetaRecord | null> {
    const [record] = await this.select<CustomerMetaRecord>(
      `SELECT ${SELECT_RECORD} FROM customer_meta m WHERE m.customer_id = ? ORDER BY m.deleted_at DESC NULLS FIRST LIMIT 1`,
      [customerId]
    )
    return record ?? null
  }

  /**
   * The live record of a Clerk user, disabled ones included; `null` where there is none.
   *
   * @example
   * const record = await customerRoleService.getCustomerMetaByClerkId("user_123")
   */
  async getCustomerMetaByClerkId(clerkUserId: string): Promise<CustomerMetaRecord | null> {
    return (await this.lookUpClerkUser(clerkUserId)).record
  }

  /** What a guard needs of a Medusa customer. */
  async lookUpCustomer(customerId: string): Promise<RoleLookup> {
    return lookUpCustomer(this.knex, customerId)
  }

  /** What a guard needs of a Clerk user, in one statement for whoever has a live record. */
  async lookUpClerkUser(clerkUserId: string): Promise<RoleLookup> {
    const [record] = await this.select<CustomerMetaRecord>(
      `SELECT ${SELECT_RECORD} FROM customer_meta m WHERE m.clerk_user_id = ? AND m.deleted_at IS NULL`,
      [clerkUserId]
    )
    if (record) {
      return { record, deleted: false }
    }
    return { record: null, deleted: await isDeletedInClerk(this.knex, clerkUserId) }
  }

  /**
   * The businesses that a filter finds.
   *
   * @example
   * const waiting = await customerRoleService.getBusinessCustomers({ status: "pending", limit: 50 })
   */
  async getBusinessCustomers(filters: BusinessCustomerFilters = {}): Promise<CustomerMetaRecord[]> {
    const { where, bindings } = businessFilter(filters)
    return this.select<CustomerMetaRecord>(
      `SELECT ${SELECT_RECORD} FROM customer_meta m WHERE ${where}
       ORDER BY ${ORDER_BY[filters.order ?? "-created_at"]} LIMIT ? OFFSET ?`,
      [...bindings, filters.limit ?? 20, filters.offset ?? 0]
    )
  }

  /** How many businesses a filter finds, whatever its `limit`. */
  async countBusinessCustomers(filters: BusinessCustomerFilters = {}): Promise<number> {
    const { where, bindings } = businessFilter(filters)
    const [{ count }] = await this.select<{ count: string }>(
      `SELECT count(*) AS count FROM customer_meta m WHERE ${where}`,
      bindings
    )
    return Number(count)
  }

  /** A customer's history, oldest first, over all the records that the customer has had. */
  async getHistory(customerId: string, { limit = null, offset = 0 }: HistoryPage = {}): Promise<CustomerRoleEventRecord[]> {
    const entries = await this.select<CustomerRoleEventRecord>(
      `SELECT e.id, e.customer_meta_id, e.type, e.actor_type, e.actor_id, e.impersonator_id, e.before, e.after, e.note, e.created_at
       FROM customer_role_event e JOIN customer_meta m ON m.id = e.customer_meta_id
       WHERE m.customer_id = ? ORDER BY e.created_at DESC, e.id DESC LIMIT ? OFFSET ?`,
      [customerId, limit, offset]
    )
    return entries.reverse()
  }

  // --- Syncing with Clerk --------------------------------------------------------------------------------------

  /**
   * Brings a version of a Clerk user into the record. Versions older than the newest seen change nothing, and the
   * same data again moves only `clerk_updated_at`.
   *
   * @throws CustomerRoleError `account_disabled` for a deleted Clerk user, `email_already_linked` where the customer
   * belongs to another live Clerk user, `role_changed` where the record meanwhile points to another customer
   */
  async recordSync(input: SyncInput): Promise<SyncResult> {
    try {
      return await this.knex.transaction(async (trx) => {
        const result = await this.recordSyncIn(trx, input)
        return input.delivery_id ? this.markDelivery(trx, input.delivery_id, result) : result
      })
    } catch (error) {
      if (isUniqueViolation(error, "IDX_customer_meta_customer_id_unique")) {
        throw new CustomerRoleError("email_already_linked")
      }
      throw error
    }
  }

  /** A change and the mark of the delivery that made it are committed together. */
  private async markDelivery(trx: Knex.Transaction, deliveryId: string, result: SyncResult): Promise<SyncResult> {
    if (result.entry_ids.length) {
      await this.deliveries.markApplied(trx, deliveryId, result.events)
      return result
    }
    const untold = result.stale ? null : await this.deliveries.untoldEvents(trx, deliveryId)
    return untold ? { ...result, events: untold, repeated: true } : result
  }

  private async recordSyncIn(trx: Knex.Transaction, input: SyncInput): Promise<SyncResult> {
    await this.lockClerkUser(trx, input.clerk_user_id)
    if (await isDeletedInClerk(trx, input.clerk_user_id)) {
      throw new CustomerRoleError("account_disabled")
    }
    const [row] = await this.select<CustomerMetaRecord & { search_text: string }>(
      `SELECT ${SELECT_RECORD}, m.search_text FROM customer_meta m WHERE m.clerk_user_id = ? AND m.deleted_at IS NULL FOR UPDATE`,
      [input.clerk_user_id],
      trx
    )
    if (!row) {
      if (!input.signed_in && (await this.erasedPersons.clerkUsersAmong([input.clerk_user_id], trx)).length) {
        throw new CustomerRoleError("account_disabled")
      }
      return this.insertRecord(trx, input)
    }
    const { search_text: before, ...found } = row
    if (found.customer_id === input.customer_id) {
      const result = await this.updateRecord(trx, found, input)
      return { ...result, search_text: { before, after: toSearchText(result.record, input.search_terms) } }
    }
    if (found.customer_id !== input.replaces_customer_id) {
      throw new CustomerRoleError("role_changed")
    }
    await this.closeRecord(trx, found, { type: "system" })
    return { ...(await this.insertRecord(trx, input)), closed_record_id: found.id }
  }

  private async insertRecord(trx: Knex.Transaction, input: SyncInput): Promise<SyncResult> {
    const now = new Date()
    // Each record has taken over the refusal of the one before, so the last one knows.
    const [last] = await this.select<{ denied_at: Date | null }>(
      `SELECT m.denied_at FROM customer_meta m WHERE m.customer_id = ? AND m.deleted_at IS NOT NULL
       ORDER BY m.deleted_at DESC LIMIT 1`,
      [input.customer_id],
      trx
    )
    const { customer_id, clerk_user_id, email = null } = input
    const denied_at = last?.denied_at ?? (await this.erasedPersons.denialOf({ customer_id, clerk_user_id, email }, trx))
    const initial = initialState(denied_at)
    const problem = claimProblem(input.claim, initial, input.required)
    const claimed = problem === undefined && input.claim.valid ? applyClaim(initial, input.claim).next : initial
    const { next } = applyBan(claimed, input.banned, now)
    const record: CustomerMetaRecord = {
      id: generateEntityId(undefined, "cmeta"),
      customer_id: input.customer_id,
      clerk_user_id: input.clerk_user_id,
      ...next,
      clerk_updated_at: input.clerk_updated_at,
      auth_identity_id: input.auth_identity_id,
      linked_at: input.linked_at ?? null,
      link_pending: input.linked_at !== undefined,
      customer_group_id: null,
      created_at: now,
      updated_at: now,
      deleted_at: null,
    }
    await trx("customer_meta").insert({ ...record, search_text: toSearchText(record, input.search_terms) })
    await this.customerCreations.end(record.clerk_user_id, trx)
    await this.queueWriteBack(trx, record)
    const entry_ids = await this.insertEntry(trx, { type: "created", actor: input.actor, before: null, after: record })
    entry_ids.push(...(await this.refuseClaim(trx, record, input, problem)))
    return {
      record,
      previous: null,
      entry_ids,
      events: [
        "created",
        ...(record.verification_status === "pending" ? (["pending"] as const) : []),
        ...(record.disabled_at ? (["disabled"] as const) : []),
      ],
      created: true,
      stale: false,
      claim_error: problem,
    }
  }

  private async updateRecord(trx: Knex.Transaction, found: CustomerMetaRecord, input: SyncInput): Promise<SyncResult> {
    if (found.clerk_updated_at && input.clerk_updated_at < found.clerk_updated_at) {
      return { record: found, previous: found, entry_ids: [], events: [], created: false, stale: true }
    }
    const now = new Date()
    const state = toState(found)
    const problem = claimProblem(input.claim, state, input.required)
    const claimed: Transition =
      problem === undefined && input.claim.valid
        ? applyClaim(state, input.claim)
        : { next: state, entries: [], events: [], touched: false }
    const banned = applyBan(claimed.next, input.banned, now)
    const transition: Transition = {
      next: banned.next,
      entries: [...claimed.entries, ...banned.entries],
      events: [...claimed.events, ...banned.events],
      touched: claimed.touched || banned.touched,
    }
    const change = await this.writeTransition(trx, found, transition, input.actor, now, {
      clerk_updated_at: input.clerk_updated_at,
      auth_identity_id: input.auth_identity_id,
      linked_at: input.linked_at ?? found.linked_at,
      link_pending: input.linked_at !== undefined || found.link_pending,
      search_text: toSearchText(transition.next, input.search_terms),
    })
    change.entry_ids.push(...(await this.refuseClaim(trx, change.record, input, problem)))
    return { ...change, created: false, stale: false, claim_error: problem }
  }

  /** Notes a claim that was not applied, unless that is what the history says already. */
  private async refuseClaim(
    trx: Knex.Transaction,
    record: CustomerMetaRecord,
    input: SyncInput,
    problem: string | undefined
  ): Promise<string[]> {
    if (problem === undefined) {
      return []
    }
    const [last] = await this.select<Pick<CustomerRoleEventRecord, "type" | "note">>(
      `SELECT type, note FROM customer_role_event WHERE customer_meta_id = ? AND type NOT IN ('access_denied', 'impersonated', 'email_changed', 'email_conflict')
       ORDER BY created_at DESC, id DESC LIMIT 1`,
      [record.id],
      trx
    )
    if (last?.type === "claim_refused" && last.note === problem) {
      return []
    }
    return this.insertEntry(trx, {
      type: "claim_refused",
      actor: input.actor,
      before: record,
      after: record,
      note: problem,
    })
  }

  /**
   * Closes the record of a deleted Clerk user and leaves a tombstone, so that nothing revives it.
   * Gives `null` where there was no live record.
   */
  async recordClerkDeletion(clerkUserId: string, actor: RoleEventActor, deliveryId?: string): Promise<RoleChange | null> {
    return this.knex.transaction(async (trx) => {
      await this.lockClerkUser(trx, clerkUserId)
      if (!(await this.erasedPersons.shutOutClerkUser(clerkUserId, trx))) {
        await trx.raw("INSERT INTO clerk_user_tombstone (clerk_user_id) VALUES (?) ON CONFLICT DO NOTHING", [clerkUserId])
      }
      const [found] = await this.select<CustomerMetaRecord>(
        `SELECT ${SELECT_RECORD} FROM customer_meta m WHERE m.clerk_user_id = ? AND m.deleted_at IS NULL FOR UPDATE`,
        [clerkUserId],
        trx
      )
      if (found) {
        const closed = await this.closeRecord(trx, found, actor)
        if (deliveryId) {
          await this.deliveries.markApplied(trx, deliveryId, closed.events)
        }
        return closed
      }
      const untold = deliveryId ? await this.deliveries.untoldEvents(trx, deliveryId) : null
      if (deliveryId && !untold) {
        await this.deliveries.markApplied(trx, deliveryId, [])
      }
      // A first attempt may have closed the record and died before it took the customer out of the group.
      const [unfinished] = await this.select<CustomerMetaRecord>(
        `SELECT ${SELECT_RECORD} FROM customer_meta m
         WHERE m.clerk_user_id = ? AND m.deleted_at IS NOT NULL AND (m.customer_group_id IS NOT NULL OR ?)
         ORDER BY m.deleted_at DESC LIMIT 1`,
        [clerkUserId, untold !== null],
        trx
      )
      return unfinished ? { record: unfinished, previous: unfinished, entry_ids: [], events: untold ?? [], repeated: true } : null
    })
  }

  /** Closes the records of customers that Medusa has deleted. Their Clerk users may start anew. */
  async recordCustomerDeletion(customerIds: string[], actor: RoleEventActor): Promise<RoleChange[]> {
    return this.knex.transaction(async (trx) => {
      const found = await this.select<CustomerMetaRecord>(
        `SELECT ${SELECT_RECORD} FROM customer_meta m WHERE m.customer_id = ANY(?) AND m.deleted_at IS NULL ORDER BY m.id FOR UPDATE`,
        [customerIds],
        trx
      )
      const changes: RoleChange[] = []
      for (const record of found) {
        changes.push({ ...(await this.closeRecord(trx, record, actor)), events: [] })
      }
      return changes
    })
  }

  private async closeRecord(trx: Knex.Transaction, found: CustomerMetaRecord, actor: RoleEventActor): Promise<RoleChange> {
    const now = new Date()
    const record = { ...found, deleted_at: now }
    await trx("customer_meta").where({ id: found.id }).update({ deleted_at: now })
    await this.writeBacks.remove(found.id, trx)
    await this.differences.forget(found.clerk_user_id, trx)
    const entry_ids = await this.insertEntry(trx, { type: "deleted", actor, before: found, after: record })
    return { record, previous: found, entry_ids, events: ["disabled"] }
  }

  /** Notes what became of a changed e-mail address, unless that is what the history says already. Gives the new entry's id. */
  async recordEmail(
    record: CustomerMetaRecord,
    type: "email_changed" | "email_conflict",
    actor: RoleEventActor,
    note: string | null
  ): Promise<string[]> {
    return this.knex.transaction(async (trx) => {
      await this.lockClerkUser(trx, record.clerk_user_id)
      const [last] = await this.select<Pick<CustomerRoleEventRecord, "type" | "note">>(
        `SELECT type, note FROM customer_role_event WHERE customer_meta_id = ? AND type IN ('email_changed', 'email_conflict')
         ORDER BY created_at DESC, id DESC LIMIT 1`,
        [record.id],
        trx
      )
      if (type === "email_changed" || last?.type !== type || last.note !== note) {
        return this.insertEntry(trx, { type, actor, before: record, after: record, note })
      }
      return []
    })
  }

  /** Takes entries of a run back that could not be completed. */
  async undoEntries(entryIds: string[]): Promise<void> {
    await this.knex.transaction((trx) => this.eraseEntries(trx, entryIds))
  }

  /** Brings a customer's e-mail and names, as Medusa has them now, into the search. */
  async refreshSearchText(customerId: string, terms: (string | null)[]): Promise<void> {
    await this.knex.transaction(async (trx) => {
      const [found] = await this.select<CustomerMetaRecord>(
        `SELECT ${SELECT_RECORD} FROM customer_meta m WHERE m.customer_id = ? AND m.deleted_at IS NULL FOR UPDATE`,
        [customerId],
        trx
      )
      if (found) {
        await trx("customer_meta").where({ id: found.id }).update({ search_text: toSearchText(found, terms) })
      }
    })
  }

  // --- Comparing with Clerk ------------------------------------------------------------------------------------

  /** What is known of Clerk users: their live records, and whether closed or erased ones keep the others from being synced. */
  async getClerkUsers(clerkUserIds: string[]): Promise<{ records: CustomerMetaRecord[]; deleted: Set<string>; closed: Set<string> }> {
    const rows = await this.select<CustomerMetaRecord>(
      `SELECT ${SELECT_RECORD} FROM customer_meta m WHERE m.clerk_user_id = ANY(?) AND m.deleted_at IS NULL
       UNION ALL
       SELECT DISTINCT ON (m.clerk_user_id) ${SELECT_RECORD} FROM customer_meta m
       WHERE m.clerk_user_id = ANY(?) AND m.deleted_at IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM customer_meta l WHERE l.clerk_user_id = m.clerk_user_id AND l.deleted_at IS NULL)`,
      [clerkUserIds, clerkUserIds]
    )
    const tombstones = await this.select<{ clerk_user_id: string }>(
      "SELECT clerk_user_id FROM clerk_user_tombstone WHERE clerk_user_id = ANY(?)",
      [clerkUserIds]
    )
    const closed = rows.filter(({ deleted_at }) => deleted_at !== null)
    const erased = await this.erasedPersons.clerkUsersAmong(clerkUserIds)
    const idsOf = (users: { clerk_user_id: string }[]): Set<string> => new Set(users.map(({ clerk_user_id }) => clerk_user_id))
    return {
      records: rows.filter(({ deleted_at }) => deleted_at === null),
      closed: idsOf([...closed, ...erased]),
      deleted: idsOf([...tombstones, ...erased.filter(({ is_shut_out }) => is_shut_out)]),
    }
  }

  /** Clerk users of live records that Clerk has once answered for, the newest first. */
  async getSyncedClerkUserIds(limit: number, except?: string): Promise<string[]> {
    const rows = await this.select<{ clerk_user_id: string }>(
      `SELECT m.clerk_user_id FROM customer_meta m
       WHERE m.deleted_at IS NULL AND m.clerk_updated_at IS NOT NULL AND m.clerk_user_id <> ?
       ORDER BY m.id DESC LIMIT ?`,
      [except ?? "", limit]
    )
    return rows.map(({ clerk_user_id }) => clerk_user_id)
  }

  /** Which of these customers belong to a live Clerk user. */
  async getLinkedCustomerIds(customerIds: string[]): Promise<Set<string>> {
    const rows = await this.select<{ customer_id: string }>(
      "SELECT m.customer_id FROM customer_meta m WHERE m.customer_id = ANY(?) AND m.deleted_at IS NULL",
      [customerIds]
    )
    return new Set(rows.map(({ customer_id }) => customer_id))
  }

  /** Moves `clerk_updated_at` of records for which newer versions of their Clerk users bring nothing else. */
  async moveClerkVersions(versions: { id: string; clerk_updated_at: Date }[]): Promise<void> {
    if (versions.length) {
      await this.knex.raw(
        `UPDATE customer_meta m SET clerk_updated_at = v.clerk_updated_at
         FROM (
           SELECT n.id, n.clerk_updated_at FROM jsonb_to_recordset(?::jsonb) AS n (id text, clerk_updated_at timestamptz)
           JOIN customer_meta l ON l.id = n.id ORDER BY l.id FOR UPDATE OF l
         ) v
         WHERE m.id = v.id AND m.deleted_at IS NULL AND m.clerk_updated_at < v.clerk_updated_at`,
        [JSON.stringify(versions)]
      )
    }
  }

  /** Live records from before a reconciliation whose users Clerk did not name, by id. */
  async getUnseenRecords(reconciliationId: string, after: string, limit: number): Promise<CustomerMetaRecord[]> {
    return this.select<CustomerMetaRecord>(
      `SELECT ${SELECT_RECORD} FROM customer_meta m
       WHERE m.deleted_at IS NULL AND m.id > ? AND m.created_at < (SELECT r.created_at FROM clerk_reconciliation r WHERE r.id = ?)
         AND NOT EXISTS (SELECT 1 FROM clerk_reconciliation_seen s WHERE s.clerk_user_id = m.clerk_user_id)
       ORDER BY m.id LIMIT ?`,
      [after, reconciliationId, limit]
    )
  }

  /** How many live records there were before a reconciliation, and how many of these Clerk did not name. */
  async countUnseenRecords(reconciliationId: string): Promise<{ live: number; unseen: number }> {
    const [{ live, unseen }] = await this.select<{ live: string; unseen: string }>(
      `SELECT count(*) AS live, count(*) FILTER (WHERE s.clerk_user_id IS NULL) AS unseen
       FROM customer_meta m LEFT JOIN clerk_reconciliation_seen s ON s.clerk_user_id = m.clerk_user_id
       WHERE m.deleted_at IS NULL AND m.created_at < (SELECT r.created_at FROM clerk_reconciliation r WHERE r.id = ?)`,
      [reconciliationId]
    )
    return { live: Number(live), unseen: Number(unseen) }
  }

  // --- Verification --------------------------------------------------------------------------------------------

  /**
   * Applies an admin's decisions, all or none of them.
   *
   * @throws CustomerRoleError `not_found`, `not_a_business_account`, or `role_changed` where a record has changed
   * since `expected_updated_at`
   *
   * @example
   * await customerRoleService.decideVerification(
   *   [{ customer_id: "cus_123", is_verified: true }],
   *   { type: "admin", id: "user_123" }
   * )
   */
  async decideVerification(decisions: VerificationDecision[], actor: RoleEventActor): Promise<RoleChange[]> {
    return this.knex.transaction(async (trx) => {
      const found = await this.select<CustomerMetaRecord>(
        `SELECT ${SELECT_RECORD} FROM customer_meta m WHERE m.customer_id = ANY(?) AND m.deleted_at IS NULL ORDER BY m.id FOR UPDATE`,
        [decisions.map((decision) => decision.customer_id)],
        trx
      )
      const byCustomer = new Map(found.map((record) => [record.customer_id, record]))
      const now = new Date()
      const changes: RoleChange[] = []
      for (const decision of decisions) {
        const record = byCustomer.get(decision.customer_id)
        if (!record) {
          throw new CustomerRoleError("not_found", `No customer role found for ${decision.customer_id}.`)
        }
        if (record.account_type !== "business") {
          throw new CustomerRoleError(
            "not_a_business_account",
            `${decision.customer_id} has an individual account; only businesses can be verified.`
          )
        }
        const { expected_updated_at } = decision
        if (expected_updated_at && new Date(expected_updated_at).getTime() !== record.updated_at.getTime()) {
          throw new CustomerRoleError("role_changed")
        }
        const transition = applyDecision(toState(record), decision, actor.id ?? null, now)
        changes.push(await this.writeTransition(trx, record, transition, actor, now))
        if (decision.is_verified) {
          await this.erasedPersons.forgive(record.customer_id, trx)
        }
      }
      return changes
    })
  }

  /**
   * Applies one decision; {@link decideVerification} for one customer.
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
   * Notes that an admin corrects what a customer states, before it is written to Clerk. `claim` is what Clerk will hold
   * then. Gives the new entry's id.
   *
   * @throws CustomerRoleError `not_found`, or `invalid_account_claim` where that claim could not be applied
   */
  async recordCorrection(customerId: string, correction: ClaimCorrection, claim: AccountClaim, actor: RoleEventActor): Promise<string[]> {
    const record = await this.getCustomerMetaByCustomerId(customerId)
    if (!record) {
      throw new CustomerRoleError("not_found")
    }
    const state = toState(record)
    const problem = claimProblem(claim, state, this.options.application.required)
    if (problem) {
      throw new CustomerRoleError("invalid_account_claim", `The account details would not be valid: ${problem}.`)
    }
    const after = { ...record, ...applyClaim(state, { valid: true, ...correction }).next }
    const note = Object.keys(correction).join(", ")
    return this.insertEntry(this.knex, { type: "corrected", actor, before: record, after, note })
  }

  /** A customer's live record, and closed ones whose group membership is still to be taken back. */
  async getRecordsForGroups(customerId: string): Promise<CustomerMetaRecord[]> {
    return this.select<CustomerMetaRecord>(
      `SELECT ${SELECT_RECORD} FROM customer_meta m
       WHERE m.customer_id = ? AND (m.deleted_at IS NULL OR m.customer_group_id IS NOT NULL)
       ORDER BY m.deleted_at NULLS LAST, m.id`,
      [customerId]
    )
  }

  /** Remembers which customer group this plugin put customers into, or that it took them out. */
  async setCustomerGroups(recordIds: string[], customerGroupId: string | null): Promise<void> {
    await this.knex("customer_meta").whereIn("id", recordIds).update({ customer_group_id: customerGroupId })
  }

  // --- History -------------------------------------------------------------------------------------------------

  /** Notes a refused access, at most once per customer, feature, code and hour, and for each who impersonates him. */
  async recordDenial({ customer_meta_id, customer_id, feature, code, actor }: Denial): Promise<void> {
    const hour = new Date().toISOString().slice(0, 13)
    const impersonated = actor.impersonator_id ? `:${actor.impersonator_id}` : ""
    await this.insertEntry(this.knex, {
      type: "access_denied",
      actor,
      customer_meta_id,
      before: null,
      after: null,
      note: `${feature}: ${code}`,
      dedupe_key: `${customer_id}:${feature}:${code}:${hour}${impersonated}`,
    })
  }

  /** Notes what somebody has done in a customer's name, every time. */
  async recordImpersonation(customer_meta_id: string, action: string, actor: RoleEventActor): Promise<void> {
    await this.insertEntry(this.knex, { type: "impersonated", actor, customer_meta_id, before: null, after: null, note: action })
  }

  /**
   * Takes a change back that a workflow could not complete: its entries go, and what it altered is what it was. A
   * record in which somebody else has altered the same since stays as it is, with its history.
   */
  async undoChange({ record, previous, entry_ids, closed_record_id, search_text }: RoleChange): Promise<void> {
    await this.knex.transaction(async (trx) => {
      const [current] = await this.select<CustomerMetaRecord & { search_text: string }>(
        `SELECT ${SELECT_RECORD}, m.search_text FROM customer_meta m WHERE m.id = ? FOR UPDATE`,
        [record.id],
        trx
      )
      const altered = UNDOABLE_COLUMNS.filter((column) => !previous || !isSame(previous[column], record[column]))
      if (!current || altered.some((column) => !isSame(current[column], record[column]))) {
        return
      }
      await this.eraseEntries(trx, entry_ids)
      if (!previous) {
        await trx("customer_meta").where({ id: record.id }).delete()
        await this.writeBacks.remove(record.id, trx)
        if (closed_record_id) {
          await trx("customer_meta").where({ id: closed_record_id }).update({ deleted_at: null })
        }
        return
      }
      await trx("customer_meta")
        .where({ id: record.id })
        .update({
          ...Object.fromEntries(altered.map((column) => [column, previous[column]])),
          ...(isSame(current.updated_at, record.updated_at) ? { updated_at: previous.updated_at } : {}),
          ...(current.search_text === search_text?.after ? { search_text: search_text.before } : {}),
        })
      // What is undone may have been written to Clerk meanwhile.
      if (!isSameOutcome(previous, record)) {
        await this.queueWriteBack(trx, previous)
      }
    })
  }

  /**
   * Erases the roles of customers with their history, without a trace: with the record goes what keeps their credentials
   * out, and Clerk's next webhook begins a new one. What data protection law asks for is `erasePersonalData`.
   */
  async eraseCustomers(customerIds: string[]): Promise<void> {
    await this.knex.transaction(async (trx) => {
      const rows = await this.select<{ id: string }>(
        `SELECT e.id FROM customer_role_event e JOIN customer_meta m ON m.id = e.customer_meta_id WHERE m.customer_id = ANY(?)`,
        [customerIds],
        trx
      )
      await this.eraseEntries(trx, rows.map((row) => row.id))
      await trx.raw(
        `UPDATE clerk_webhook_delivery SET clerk_user_id = NULL
         WHERE clerk_user_id IN (SELECT m.clerk_user_id FROM customer_meta m WHERE m.customer_id = ANY(?))`,
        [customerIds]
      )
      await trx("clerk_write_back").whereIn("customer_id", customerIds).delete()
      await trx("customer_set_aside").whereIn("customer_id", customerIds).delete()
      await trx.raw(
        "DELETE FROM clerk_session WHERE clerk_user_id IN (SELECT m.clerk_user_id FROM customer_meta m WHERE m.customer_id = ANY(?))",
        [customerIds]
      )
      await trx.raw(
        `DELETE FROM clerk_difference
         WHERE customer_id = ANY(?) OR clerk_user_id IN (SELECT m.clerk_user_id FROM customer_meta m WHERE m.customer_id = ANY(?))`,
        [customerIds, customerIds]
      )
      await this.orderPlacers.erase(customerIds, trx)
      await trx("customer_meta").whereIn("customer_id", customerIds).delete()
    })
  }

  private async eraseEntries(trx: Knex.Transaction, ids: string[]): Promise<void> {
    if (!ids.length) {
      return
    }
    await trx.raw("SELECT set_config('customer_role.erasing', 'on', true)")
    await trx("customer_role_event").whereIn("id", ids).delete()
    await trx.raw("SELECT set_config('customer_role.erasing', 'off', true)")
  }

  // --- Writing -------------------------------------------------------------------------------------------------

  /** Two changes of one Clerk user never overlap, also before it has a record. */
  private async lockClerkUser(trx: Knex.Transaction, clerkUserId: string): Promise<void> {
    await trx.raw("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", [`customer_role:${clerkUserId}`])
  }

  private async writeTransition(
    trx: Knex.Transaction,
    previous: CustomerMetaRecord,
    { next, entries, events, touched }: Transition,
    actor: RoleEventActor,
    now: Date,
    extra: Partial<CustomerMetaRecord> & { search_text?: string } = {}
  ): Promise<RoleChange> {
    const { search_text, ...columns } = extra
    const record = { ...previous, ...next, ...columns, updated_at: touched ? now : previous.updated_at }
    await trx("customer_meta")
      .where({ id: previous.id })
      .update({ ...next, ...columns, ...(search_text === undefined ? {} : { search_text }), updated_at: record.updated_at })
    if (!isSameOutcome(previous, record)) {
      await this.queueWriteBack(trx, record)
    }
    const entry_ids: string[] = []
    for (const entry of entries) {
      entry_ids.push(...(await this.insertEntry(trx, { ...entry, actor, before: previous, after: record })))
    }
    return { record, previous, entry_ids, events }
  }

  private async queueWriteBack(trx: Knex.Transaction, record: CustomerMetaRecord): Promise<void> {
    if (this.options.writeBack.metadataKey !== false) {
      await this.writeBacks.add(record, trx)
    }
  }

  /** Gives the new entry's id, or none where an entry with the same `dedupe_key` is there already. */
  private async insertEntry(
    db: Knex,
    entry: Pick<CustomerRoleEventRecord, "type"> & {
      actor: RoleEventActor
      before: CustomerMetaRecord | null
      after: CustomerMetaRecord | null
      customer_meta_id?: string
      note?: string | null
      dedupe_key?: string
    }
  ): Promise<string[]> {
    const rows = await this.select<{ id: string }>(
      `INSERT INTO customer_role_event
         (id, customer_meta_id, type, actor_type, actor_id, impersonator_id, before, after, note, dedupe_key)
       VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?) ON CONFLICT DO NOTHING RETURNING id`,
      [
        generateEntityId(undefined, "crevt"),
        entry.customer_meta_id ?? entry.after?.id ?? "",
        entry.type,
        entry.actor.type,
        entry.actor.id ?? null,
        entry.actor.impersonator_id ?? null,
        entry.before && JSON.stringify(toState(entry.before)),
        entry.after && JSON.stringify(toState(entry.after)),
        entry.note ?? null,
        entry.dedupe_key ?? null,
      ],
      db
    )
    return rows.map((row) => row.id)
  }
}

const businessFilter = (filters: BusinessCustomerFilters): { where: string; bindings: Knex.RawBinding[] } => {
  const conditions = ["m.account_type = 'business'", "m.deleted_at IS NULL"]
  const bindings: Knex.RawBinding[] = []
  if (filters.verified !== undefined) {
    conditions.push("m.is_verified = ?")
    bindings.push(filters.verified)
  }
  if (filters.status) {
    conditions.push("m.verification_status = ?")
    bindings.push(filters.status)
  }
  if (filters.q) {
    conditions.push("m.search_text LIKE ?")
    bindings.push(toLikePattern(filters.q))
  }
  return { where: conditions.join(" AND "), bindings }
}
