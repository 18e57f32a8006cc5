/**
 * The id of the cart of a bulk order that goes through Medusa's checkout, made from that of the attempt: whoever undoes the
 * attempt finds the cart by it, whatever the cart's metadata says by then.
 *
 * @example
 * cartIdOf("bulk_01J8") // "cart_01J8"
 */
export const cartIdOf = (bulkOrderId: string): string => `cart_${bulkOrderId.slice(bulkOrderId.indexOf("_") + 1)}`
