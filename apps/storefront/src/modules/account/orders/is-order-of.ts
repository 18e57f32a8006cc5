/**
 * Tells whether an order is a customer's own. The shop shows a guest's order to everybody who has its id, so that it has
 * answered says nothing about whose order it is.
 *
 * @example
 * isOrderOf(order, role.customer_id)
 */
export const isOrderOf = (order: { customer_id?: string | null }, customerId: string): boolean =>
  customerId !== "" && order.customer_id === customerId
