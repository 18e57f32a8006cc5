import type { Shop } from "./shop"

/*
 * States that no request creates, only time, a crash, a lost event or a shop's own SQL. Each helper writes one of them to
 * the database directly.
 */
type Database = Pick<Shop, "rows">

const ENDED = "now() - interval '1 second'"

// Customers and their group

/** Deletes a customer as Medusa does, without the event that informs the plugin. */
export const softDeleteCustomer = ({ rows }: Database, customerId: string) =>
  rows("UPDATE customer SET deleted_at = now() WHERE id = ?", [customerId])

/** Removes a customer from all groups, as a crash between record and group does. */
export const removeMemberships = ({ rows }: Database, customerId: string) =>
  rows("DELETE FROM customer_group_customer WHERE customer_id = ?", [customerId])

/** Removes all customers from all groups. */
export const removeAllMemberships = ({ rows }: Database) => rows("DELETE FROM customer_group_customer")

/** Clears the group's id in a record, although the customer is a member. */
export const clearGroupOf = ({ rows }: Database, customerId: string) =>
  rows("UPDATE customer_meta SET customer_group_id = NULL WHERE customer_id = ?", [customerId])

export const deleteGroups = ({ rows }: Database) => rows("UPDATE customer_group SET deleted_at = now()")

export const renameGroups = ({ rows }: Database, name: string) => rows("UPDATE customer_group SET name = ?", [name])

export const setPhone = ({ rows }: Database, customerId: string, phone: string) =>
  rows("UPDATE customer SET phone = ? WHERE id = ?", [phone, customerId])

/** Changes a product without Medusa's knowledge, so that its caches keep the old title. */
export const setProductTitle = ({ rows }: Database, productId: string, title: string) =>
  rows("UPDATE product SET title = ? WHERE id = ?", [title, productId])

/** Sets another company in a customer's record, which makes them another buyer to a quote. */
export const changeBuyerCompany = ({ rows }: Database, customerId: string, company: string) =>
  rows("UPDATE customer_meta SET company_name = ? WHERE customer_id = ?", [company, customerId])

/** Turns every record into a pending business, whatever Clerk says. */
export const makeAllPending = ({ rows }: Database, company: string) =>
  rows("UPDATE customer_meta SET account_type = 'business', verification_status = 'pending', company_name = ?", [company])

/** Leaves the link between a new Clerk user and a customer half finished, as a crash does: the sign-in exists, the record does not. */
export const leaveLinkUnfinished = async ({ rows }: Database, customerId: string, email: string) => {
  await rows("UPDATE customer_meta SET link_pending = true WHERE customer_id = ?", [customerId])
  await rows(
    `UPDATE auth_identity SET app_metadata = jsonb_build_object('customer_id', ?::text)
     WHERE id IN (SELECT auth_identity_id FROM provider_identity WHERE entity_id = ?)`,
    [customerId, email]
  )
}

/** Restores the deleted addresses of a customer. */
export const restoreDeletedAddresses = ({ rows }: Database, customerId: string) =>
  rows("UPDATE customer_address SET deleted_at = NULL WHERE customer_id = ?", [customerId])

/** Creates an account for a customer at a payment provider; returns the account's id. */
export const addAccountHolder = async ({ rows }: Database, customerId: string, id: string): Promise<string> => {
  await rows("INSERT INTO account_holder (id, provider_id, external_id, email, data) VALUES (?, 'pp_system_default', ?, NULL, '{}')", [
    id,
    id,
  ])
  await rows("INSERT INTO customer_account_holder (customer_id, account_holder_id, id) VALUES (?, ?, ?)", [customerId, id, `l_${id}`])
  return id
}

/** Adds pending businesses whose customers Medusa no longer has. Returns the ids of the customers, the oldest first. */
export const addPendingBusinesses = async ({ rows }: Database, count: number): Promise<string[]> => {
  const added = await rows<{ customer_id: string }>(
    `INSERT INTO customer_meta (id, customer_id, clerk_user_id, account_type, verification_status, created_at)
     SELECT 'cmeta_' || n, 'cus_' || n, 'user_' || n, 'business', 'pending', now() + make_interval(secs => n)
     FROM generate_series(1, ?) n RETURNING customer_id`,
    [count]
  )
  return added.map(({ customer_id }) => customer_id)
}

// History

/** Adds an entry to the history of a record that need not exist, at a moment of the past. */
export const addHistoryEntry = (
  { rows }: Database,
  {
    customer_meta_id = "cmeta_none",
    type,
    at,
    before,
    after,
  }: { customer_meta_id?: string; type: string; at: string; before?: object; after?: object }
) =>
  rows(
    `INSERT INTO customer_role_event (id, customer_meta_id, type, actor_type, before, after, created_at)
     VALUES ('crevt_' || gen_random_uuid(), ?, ?, 'system', CAST(? AS jsonb), CAST(? AS jsonb), CAST(? AS timestamptz))`,
    [customer_meta_id, type, before ? JSON.stringify(before) : null, after ? JSON.stringify(after) : null, at]
  )

// Clerk's versions and write-backs

/** Makes every record older than any version of its user at Clerk. */
export const resetClerkVersions = ({ rows }: Database) => rows("UPDATE customer_meta SET clerk_updated_at = '1970-01-01'")

/** Empties the write-back queue. */
export const clearWriteBacks = ({ rows }: Database) => rows("DELETE FROM clerk_write_back")

/** Leaves a write-back that has failed twice and is due in an hour. One that is under way does not remove it. */
export const leaveWriteBackFailing = ({ rows }: Database, customerId: string, reason: string) =>
  rows(
    `INSERT INTO clerk_write_back (customer_meta_id, customer_id, clerk_user_id, attempts, reason, due_at, version)
     SELECT id, customer_id, clerk_user_id, 2, ?, now() + interval '1 hour', 99 FROM customer_meta WHERE customer_id = ?
     ON CONFLICT (customer_meta_id) DO UPDATE SET attempts = 2, reason = EXCLUDED.reason, due_at = EXCLUDED.due_at, version = 99`,
    [reason, customerId]
  )

/** Adds a known difference from Clerk. */
export const addDifference = (
  { rows }: Database,
  { clerk_user_id, customer_id, kind, reason }: { clerk_user_id: string; customer_id: string; kind: string; reason: string }
) =>
  rows("INSERT INTO clerk_difference (id, clerk_user_id, kind, customer_id, reason) VALUES ('cdiff_' || gen_random_uuid(), ?, ?, ?, ?)", [
    clerk_user_id,
    kind,
    customer_id,
    reason,
  ])

/** Makes all postponed write-backs due now. */
export const makeWriteBacksDue = ({ rows }: Database) => rows("UPDATE clerk_write_back SET due_at = now() WHERE due_at > now()")

export const postponeWriteBacks = ({ rows }: Database) => rows("UPDATE clerk_write_back SET due_at = now() + interval '1 hour'")

/** Moves the write-backs of all other customers ahead of this customer's. */
export const putWriteBackLast = ({ rows }: Database, customerId: string) =>
  rows("UPDATE clerk_write_back SET due_at = now() - interval '1 minute' WHERE customer_id <> ?", [customerId])

/** Ages the claims on write-backs by a minute, as if their owners had died. */
export const ageWriteBackLeases = ({ rows }: Database) =>
  rows("UPDATE clerk_write_back SET leased_until = leased_until - interval '61 seconds'")

/** Stores a webhook as received but not processed, as a crash leaves it. */
export const leaveDeliveryUnprocessed = ({ rows }: Database, svixId: string) =>
  rows("INSERT INTO clerk_webhook_delivery (svix_id, type, clerk_user_id) VALUES (?, 'user.updated', 'user_1')", [svixId])

/** Ages all deliveries by two minutes. */
export const ageDeliveries = ({ rows }: Database) => rows("UPDATE clerk_webhook_delivery SET updated_at = now() - interval '2 minutes'")

/** Makes a delivery this many days old. */
export const ageDelivery = ({ rows }: Database, svixId: string, days: number) =>
  rows("UPDATE clerk_webhook_delivery SET created_at = now() - make_interval(days => ?) WHERE svix_id = ?", [days, svixId])

// Reconciliations

/** Ends the lease of a reconciliation, as if its process had died. */
export const endReconciliationLease = ({ rows }: Database) => rows(`UPDATE clerk_reconciliation SET leased_until = ${ENDED}`)

/** Shortens the lease of a reconciliation to one second. */
export const shortenReconciliationLease = ({ rows }: Database) =>
  rows("UPDATE clerk_reconciliation SET leased_until = now() + interval '1 second'")

/** Makes reconciliations older, both their start and their last progress. */
export const ageReconciliations = ({ rows }: Database, interval: string) =>
  rows("UPDATE clerk_reconciliation SET created_at = created_at - ?::interval, updated_at = updated_at - ?::interval", [interval, interval])

// Bulk orders

/** Ends the leases of all unfinished bulk orders, as if their processes had died. */
export const abandonPlacements = ({ rows }: Database) =>
  rows(`UPDATE bulk_order_placement SET leased_until = ${ENDED} WHERE status <> 'done'`)

/** Sets the state of all bulk orders, with no process working on them. */
export const abandonPlacementsAs = ({ rows }: Database, status: "running" | "undoing" | "placed") =>
  rows(`UPDATE bulk_order_placement SET status = ?, leased_until = ${ENDED}`, [status])

/** Stores a bulk order with a process that is working on it. */
export const leavePlacementRunning = ({ rows }: Database, customerId: string) =>
  rows(
    `INSERT INTO bulk_order_placement (id, customer_id, body_hash, order_id, line_count, leased_until)
     VALUES ('bulk_1', ?, 'x', 'order_1', 1, now() + interval '1 minute')`,
    [customerId]
  )

/** Gives a customer so many saved lists. */
export const fillSavedLists = ({ rows }: Database, customerId: string, count: number) =>
  rows(
    `INSERT INTO saved_list (id, customer_id, name, name_key, items)
     SELECT 'slist_' || n, ?, 'List ' || n, 'list ' || n, '[{"sku":"BOLT-10","quantity":1}]' FROM generate_series(1, ?::int) AS n`,
    [customerId, count]
  )

export const finishPlacements = ({ rows }: Database) => rows("UPDATE bulk_order_placement SET status = 'done'")

/** Cancels all payments, as an admin does if an order goes wrong. */
export const cancelPayments = ({ rows }: Database) => rows("UPDATE payment SET canceled_at = now()")

/** Resets all payment sessions to their state before authorization. */
export const resetPaymentSessions = async ({ rows }: Database) => {
  await rows("DELETE FROM payment")
  await rows("UPDATE payment_session SET status = 'pending', authorized_at = NULL")
}

// Quotes

/** Ends the validity of a quote if it is sent. */
export const endOffer = ({ rows }: Database, id: string) =>
  rows("UPDATE quote SET valid_until = now() WHERE id = ? AND status = 'sent'", [id])

/** Makes a quote valid for this many more seconds. */
export const expireInSeconds = ({ rows }: Database, id: string, seconds: number) =>
  rows("UPDATE quote SET valid_until = clock_timestamp() + make_interval(secs => ?) WHERE id = ?", [seconds, id])

/** Ends the validity in the drafts of all quotes. */
export const expireDrafts = ({ rows }: Database) => rows(`UPDATE quote SET draft_valid_until = ${ENDED}`)

export const deleteQuotes = ({ rows }: Database) => rows("DELETE FROM quote")

/** Marks all requests with an idempotency key as unfinished, with no process working on them. */
export const abandonRequests = ({ rows }: Database) => rows(`UPDATE idempotent_request SET status = 'running', leased_until = ${ENDED}`)

/** Marks a quote as claimed by an acceptance that does not exist. */
export const strandQuote = ({ rows }: Database, id: string) =>
  rows("UPDATE quote SET accepting_id = 'bulk_gone', accepting_since = now() - interval '2 minutes' WHERE id = ?", [id])

// Catalogue

/** Sets every price, or only those of one variant's price set. */
export const setPrices = ({ rows }: Database, amount: number, priceSetId?: string) =>
  rows(
    "UPDATE price SET amount = ?, raw_amount = jsonb_build_object('value', ?::text, 'precision', 20) WHERE ?::text IS NULL OR price_set_id = ?",
    [amount, String(amount), priceSetId ?? null, priceSetId ?? null]
  )

/** Sets the stock of every product. */
export const setStock = ({ rows }: Database, quantity: number) =>
  rows("UPDATE inventory_level SET stocked_quantity = ?, raw_stocked_quantity = jsonb_build_object('value', ?::text, 'precision', 20)", [
    quantity,
    String(quantity),
  ])

/** Turns all products into drafts. */
export const unpublishProducts = ({ rows }: Database) => rows("UPDATE product SET status = 'draft'")

/** Turns the product with a SKU into a draft. */
export const unpublishProduct = ({ rows }: Database, sku: string) =>
  rows("UPDATE product SET status = 'draft' WHERE id = (SELECT product_id FROM product_variant WHERE sku = ?)", [sku])

export const renameProducts = ({ rows }: Database, title: string) => rows("UPDATE product SET title = ?", [title])

export const changeSku = ({ rows }: Database, from: string, to: string) =>
  rows("UPDATE product_variant SET sku = ? WHERE sku = ?", [to, from])

/** Deletes all variants except those with these SKUs. */
export const keepOnlySkus = ({ rows }: Database, skus: string[]) => rows("DELETE FROM product_variant WHERE sku <> ALL (?)", [skus])

/** Removes all payment providers from all regions. */
export const removePaymentProviders = ({ rows }: Database) => rows("UPDATE region_payment_provider SET deleted_at = now()")

export const removeShippingOptions = ({ rows }: Database) => rows("UPDATE shipping_option SET deleted_at = now()")

/** Removes a payment provider from all regions. */
export const removePaymentProvider = ({ rows }: Database, id: string) =>
  rows("DELETE FROM region_payment_provider WHERE payment_provider_id = ?", [id])

/** Removes the SKU of a variant. */
export const removeSku = ({ rows }: Database, variantId: string) => rows("UPDATE product_variant SET sku = '' WHERE id = ?", [variantId])

export const disableChannel = ({ rows }: Database, salesChannelId: string) =>
  rows("UPDATE sales_channel SET is_disabled = true WHERE id = ?", [salesChannelId])

/** Disables all sales channels except one. */
export const disableOtherChannels = ({ rows }: Database, salesChannelId: string) =>
  rows("UPDATE sales_channel SET is_disabled = true WHERE id <> ?", [salesChannelId])

/** Assigns a cart to a customer, as a shop's own code may. */
export const giveCart = ({ rows }: Database, cartId: string, customerId: string) =>
  rows("UPDATE cart SET customer_id = ? WHERE id = ?", [customerId, cartId])

/** Sets a cart's email address without the shop's checks. */
export const setCartEmail = ({ rows }: Database, cartId: string, email: string) =>
  rows("UPDATE cart SET email = ? WHERE id = ?", [email, cartId])

/** Marks a cart as completed without an order. */
export const completeCart = ({ rows }: Database, cartId: string) => rows("UPDATE cart SET completed_at = now() WHERE id = ?", [cartId])

// Notifications

/** Deletes the records of sent notifications: all, or only those of one customer or about one resource. */
export const clearNotifications = ({ rows }: Database, { customer, resource }: { customer?: string; resource?: string } = {}) =>
  rows("DELETE FROM notification WHERE (?::text IS NULL OR receiver_id = ?) AND (?::text IS NULL OR resource_id = ?)", [
    customer ?? null,
    customer ?? null,
    resource ?? null,
    resource ?? null,
  ])

/** A clock hour, the unit of the hourly notification limits. */
const HOUR = "timestamptz '2026-11-02T10:00:00Z'"

/** Moves the requests of all quotes into one clock hour, in the order of their numbers. */
export const requestWithinAnHour = ({ rows }: Database) =>
  rows(`UPDATE quote SET created_at = ${HOUR} + substr(number, 3)::int * interval '1 millisecond'`)

/** Moves messages into one clock hour, in this order. */
export const writeWithinAnHour = async ({ rows }: Database, messageIds: string[]) => {
  for (const [index, id] of messageIds.entries()) {
    await rows(`UPDATE quote_message SET created_at = ${HOUR} + ? * interval '1 millisecond' WHERE id = ?`, [index, id])
  }
}

/** Moves a message one hour later. */
export const writeAnHourLater = ({ rows }: Database, messageId: string) =>
  rows("UPDATE quote_message SET created_at = created_at + interval '1 hour' WHERE id = ?", [messageId])
