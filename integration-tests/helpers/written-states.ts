import type { Shop } from "./shop"

/*
 * States that no request brings about: the clock, a crash, a lost event or a shop's own SQL does. Each helper writes one of
 * them straight to the database.
 */
type Database = Pick<Shop, "rows">

const ENDED = "now() - interval '1 second'"

// Customers and their group

/** Deletes a customer as Medusa does, without the event that tells the plugin. */
export const loseCustomer = ({ rows }: Database, customerId: string) =>
  rows("UPDATE customer SET deleted_at = now() WHERE id = ?", [customerId])

/** Takes a customer out of all groups, as a crash between record and group leaves them. */
export const loseMemberships = ({ rows }: Database, customerId: string) =>
  rows("DELETE FROM customer_group_customer WHERE customer_id = ?", [customerId])

/** Takes all customers out of all groups. */
export const loseAllMemberships = ({ rows }: Database) => rows("DELETE FROM customer_group_customer")

/** Lets a record not name the group that its customer joined. */
export const forgetGroupOf = ({ rows }: Database, customerId: string) =>
  rows("UPDATE customer_meta SET customer_group_id = NULL WHERE customer_id = ?", [customerId])

export const deleteGroups = ({ rows }: Database) => rows("UPDATE customer_group SET deleted_at = now()")

export const renameGroups = ({ rows }: Database, name: string) => rows("UPDATE customer_group SET name = ?", [name])

export const setPhone = ({ rows }: Database, customerId: string, phone: string) =>
  rows("UPDATE customer SET phone = ? WHERE id = ?", [phone, customerId])

/** Gives a customer's record another company, which is another buyer to a quote. */
export const moveToCompany = ({ rows }: Database, customerId: string, company: string) =>
  rows("UPDATE customer_meta SET company_name = ? WHERE customer_id = ?", [company, customerId])

/** Makes a pending business of everybody, whatever Clerk says. */
export const makeEverybodyPending = ({ rows }: Database, company: string) =>
  rows("UPDATE customer_meta SET account_type = 'business', verification_status = 'pending', company_name = ?", [company])

/** Leaves a new Clerk user's link to a customer half done, as a crash does: the sign-in is theirs, the record is not yet. */
export const leaveLinkPending = async ({ rows }: Database, customerId: string, email: string) => {
  await rows("UPDATE customer_meta SET link_pending = true WHERE customer_id = ?", [customerId])
  await rows(
    `UPDATE auth_identity SET app_metadata = jsonb_build_object('customer_id', ?::text)
     WHERE id IN (SELECT auth_identity_id FROM provider_identity WHERE entity_id = ?)`,
    [customerId, email]
  )
}

/** Brings back the deleted addresses of a customer. */
export const bringBackAddresses = ({ rows }: Database, customerId: string) =>
  rows("UPDATE customer_address SET deleted_at = NULL WHERE customer_id = ?", [customerId])

/** Gives a customer an account with a payment provider; returns the account's id. */
export const addAccountHolder = async ({ rows }: Database, customerId: string, id: string): Promise<string> => {
  await rows("INSERT INTO account_holder (id, provider_id, external_id, email, data) VALUES (?, 'pp_system_default', ?, NULL, '{}')", [
    id,
    id,
  ])
  await rows("INSERT INTO customer_account_holder (customer_id, account_holder_id, id) VALUES (?, ?, ?)", [customerId, id, `l_${id}`])
  return id
}

// What Clerk said and is told

/** Lets every record be older than any version of its user at Clerk. */
export const forgetClerkVersions = ({ rows }: Database) => rows("UPDATE customer_meta SET clerk_updated_at = '1970-01-01'")

/** Empties the queue of outcomes for Clerk. */
export const forgetWriteBacks = ({ rows }: Database) => rows("DELETE FROM clerk_write_back")

/** Lets all outcomes that wait for a later attempt be due now. */
export const makeWriteBacksDue = ({ rows }: Database) => rows("UPDATE clerk_write_back SET due_at = now() WHERE due_at > now()")

export const postponeWriteBacks = ({ rows }: Database) => rows("UPDATE clerk_write_back SET due_at = now() + interval '1 hour'")

/** Puts all outcomes but a customer's ahead of theirs. */
export const putWriteBackLast = ({ rows }: Database, customerId: string) =>
  rows("UPDATE clerk_write_back SET due_at = now() - interval '1 minute' WHERE customer_id <> ?", [customerId])

/** Lets a minute pass for whoever holds an outcome and has not said whether it was written. */
export const ageWriteBackLeases = ({ rows }: Database) =>
  rows("UPDATE clerk_write_back SET leased_until = leased_until - interval '61 seconds'")

/** A webhook that was received and not dealt with, as a crash leaves it. */
export const leaveDeliveryOpen = ({ rows }: Database, svixId: string) =>
  rows("INSERT INTO clerk_webhook_delivery (svix_id, type, clerk_user_id) VALUES (?, 'user.updated', 'user_1')", [svixId])

/** Lets two minutes pass since anything was heard of any delivery. */
export const ageDeliveries = ({ rows }: Database) => rows("UPDATE clerk_webhook_delivery SET updated_at = now() - interval '2 minutes'")

/** Lets a delivery be so many days old. */
export const ageDelivery = ({ rows }: Database, svixId: string, days: number) =>
  rows("UPDATE clerk_webhook_delivery SET created_at = now() - make_interval(days => ?) WHERE svix_id = ?", [days, svixId])

// Reconciliations

/** Lets the lease of a reconciliation run out, as that of a dead process does. */
export const endReconciliationLease = ({ rows }: Database) => rows(`UPDATE clerk_reconciliation SET leased_until = ${ENDED}`)

/** Leaves the lease of a reconciliation one second. */
export const almostEndReconciliationLease = ({ rows }: Database) =>
  rows("UPDATE clerk_reconciliation SET leased_until = now() + interval '1 second'")

/** Lets reconciliations have begun, and been heard of, so much longer ago. */
export const ageReconciliations = ({ rows }: Database, interval: string) =>
  rows("UPDATE clerk_reconciliation SET created_at = created_at - ?::interval, updated_at = updated_at - ?::interval", [interval, interval])

// Bulk orders

/** Lets the leases of all unfinished bulk orders run out, as those of a dead process do. */
export const abandonPlacements = ({ rows }: Database) =>
  rows(`UPDATE bulk_order_placement SET leased_until = ${ENDED} WHERE status <> 'done'`)

/** Leaves all bulk orders in a state, without a process that is at work on them. */
export const abandonPlacementsAs = ({ rows }: Database, status: "running" | "undoing" | "placed") =>
  rows(`UPDATE bulk_order_placement SET status = ?, leased_until = ${ENDED}`, [status])

/** A bulk order that a process is at work on. */
export const leavePlacementRunning = ({ rows }: Database, customerId: string) =>
  rows(
    `INSERT INTO bulk_order_placement (id, customer_id, body_hash, order_id, line_count, leased_until)
     VALUES ('bulk_1', ?, 'x', 'order_1', 1, now() + interval '1 minute')`,
    [customerId]
  )

export const finishPlacements = ({ rows }: Database) => rows("UPDATE bulk_order_placement SET status = 'done'")

/** Cancels all payments, as an admin does whose order goes wrong. */
export const cancelPayments = ({ rows }: Database) => rows("UPDATE payment SET canceled_at = now()")

/** Leaves all payment sessions as they are before they are authorized. */
export const takeBackPayments = async ({ rows }: Database) => {
  await rows("DELETE FROM payment")
  await rows("UPDATE payment_session SET status = 'pending', authorized_at = NULL")
}

// Quotes

/** Ends the time of a quote if it is sent. */
export const endOffer = ({ rows }: Database, id: string) =>
  rows("UPDATE quote SET valid_until = now() WHERE id = ? AND status = 'sent'", [id])

/** Leaves a quote so many seconds. */
export const leaveSeconds = ({ rows }: Database, id: string, seconds: number) =>
  rows("UPDATE quote SET valid_until = clock_timestamp() + make_interval(secs => ?) WHERE id = ?", [seconds, id])

/** Ends the time in the drafts of all quotes. */
export const lapseDrafts = ({ rows }: Database) => rows(`UPDATE quote SET draft_valid_until = ${ENDED}`)

export const deleteQuotes = ({ rows }: Database) => rows("DELETE FROM quote")

/** Leaves all requests with a key unfinished, without a process that is at work on them. */
export const abandonRequests = ({ rows }: Database) => rows(`UPDATE idempotent_request SET status = 'running', leased_until = ${ENDED}`)

/** Leaves a quote in the hands of an acceptance that nobody remembers. */
export const strandQuote = ({ rows }: Database, id: string) =>
  rows("UPDATE quote SET accepting_id = 'bulk_gone', accepting_since = now() - interval '2 minutes' WHERE id = ?", [id])

// Catalogue

/** Sets every price; of one variant's price set only, where that is given. */
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

/** Makes drafts of all products. */
export const withdrawProducts = ({ rows }: Database) => rows("UPDATE product SET status = 'draft'")

/** Makes a draft of the product with a SKU. */
export const withdrawProduct = ({ rows }: Database, sku: string) =>
  rows("UPDATE product SET status = 'draft' WHERE id = (SELECT product_id FROM product_variant WHERE sku = ?)", [sku])

export const renameProducts = ({ rows }: Database, title: string) => rows("UPDATE product SET title = ?", [title])

export const changeSku = ({ rows }: Database, from: string, to: string) =>
  rows("UPDATE product_variant SET sku = ? WHERE sku = ?", [to, from])

/** Deletes all variants but those with these SKUs. */
export const keepOnlySkus = ({ rows }: Database, skus: string[]) => rows("DELETE FROM product_variant WHERE sku <> ALL (?)", [skus])

/** Takes all payment providers from all regions. */
export const removePaymentProviders = ({ rows }: Database) => rows("UPDATE region_payment_provider SET deleted_at = now()")

export const removeShippingOptions = ({ rows }: Database) => rows("UPDATE shipping_option SET deleted_at = now()")

/** Takes a payment provider from all regions. */
export const removePaymentProvider = ({ rows }: Database, id: string) =>
  rows("DELETE FROM region_payment_provider WHERE payment_provider_id = ?", [id])

/** Takes the SKU from a variant. */
export const blankSku = ({ rows }: Database, variantId: string) => rows("UPDATE product_variant SET sku = '' WHERE id = ?", [variantId])

export const disableChannel = ({ rows }: Database, salesChannelId: string) =>
  rows("UPDATE sales_channel SET is_disabled = true WHERE id = ?", [salesChannelId])

/** Disables all sales channels but one. */
export const disableOtherChannels = ({ rows }: Database, salesChannelId: string) =>
  rows("UPDATE sales_channel SET is_disabled = true WHERE id <> ?", [salesChannelId])

/** Gives a cart to a customer, as a shop's own code may. */
export const giveCart = ({ rows }: Database, cartId: string, customerId: string) =>
  rows("UPDATE cart SET customer_id = ? WHERE id = ?", [customerId, cartId])

/** Gives a cart an address that the shop did not check. */
export const setCartEmail = ({ rows }: Database, cartId: string, email: string) =>
  rows("UPDATE cart SET email = ? WHERE id = ?", [email, cartId])

/** Completes a cart without an order. */
export const completeCart = ({ rows }: Database, cartId: string) => rows("UPDATE cart SET completed_at = now() WHERE id = ?", [cartId])

// Notifications

/** Forgets whom the shop has notified; of one customer, or about one resource, only where that is given. */
export const forgetNotifications = ({ rows }: Database, { customer, resource }: { customer?: string; resource?: string } = {}) =>
  rows("DELETE FROM notification WHERE (?::text IS NULL OR receiver_id = ?) AND (?::text IS NULL OR resource_id = ?)", [
    customer ?? null,
    customer ?? null,
    resource ?? null,
    resource ?? null,
  ])

/** An hour of the clock, as limits of notifications an hour count it. */
const HOUR = "timestamptz '2026-11-02T10:00:00Z'"

/** Lets all quotes have been requested in one hour of the clock, in the order of their numbers. */
export const requestWithinAnHour = ({ rows }: Database) =>
  rows(`UPDATE quote SET created_at = ${HOUR} + substr(number, 3)::int * interval '1 millisecond'`)

/** Lets messages have been written in one hour of the clock, in this order. */
export const writeWithinAnHour = async ({ rows }: Database, messageIds: string[]) => {
  for (const [index, id] of messageIds.entries()) {
    await rows(`UPDATE quote_message SET created_at = ${HOUR} + ? * interval '1 millisecond' WHERE id = ?`, [index, id])
  }
}

/** Lets a message have been written an hour later. */
export const writeAnHourLater = ({ rows }: Database, messageId: string) =>
  rows("UPDATE quote_message SET created_at = created_at + interval '1 hour' WHERE id = ?", [messageId])
