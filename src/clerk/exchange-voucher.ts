/**
 * Marks the body of an exchange whose token was verified and whose user was synced. No request can carry it: JSON has
 * no symbols.
 */
export const SYNCED = Symbol.for("medusa-plugin-customer-role/synced")
