/** Returns the name under which the browser keeps a customer's quick order. Nobody else's page reads it. */
export const quickOrderKey = (customerId: string): string => `cedar.quick-order.${customerId}`
