import { WorkflowManager } from "@medusajs/framework/orchestration"
import {
  addShippingMethodToCartWorkflow,
  completeCartWorkflow,
  createCartWorkflow,
  listShippingOptionsForCartWithPricingWorkflow,
  refreshCartItemsWorkflow,
  refreshCartShippingMethodsWorkflow,
  refreshPaymentCollectionForCartWorkflow,
  updateCartPromotionsWorkflow,
  updateTaxLinesWorkflow,
  upsertTaxLinesWorkflow,
} from "@medusajs/medusa/core-flows"
import { registerCheckoutHooks } from "../../../modules/bulk-order/checkout-hooks"

/** Medusa's workflows with hooks that run between creating a cart and completing its order. */
const CHECKOUT = [
  createCartWorkflow,
  updateTaxLinesWorkflow,
  updateCartPromotionsWorkflow,
  listShippingOptionsForCartWithPricingWorkflow,
  addShippingMethodToCartWorkflow,
  refreshCartItemsWorkflow,
  refreshCartShippingMethodsWorkflow,
  upsertTaxLinesWorkflow,
  refreshPaymentCollectionForCartWorkflow,
  completeCartWorkflow,
]

type Hook = { workflow: string; hook: string }

const handlerOf = ({ workflow, hook }: Hook): unknown => WorkflowManager.getWorkflow(workflow)?.handlers_?.get(hook)

// Medusa does not tell whether a hook is used: a shop's handler replaces an empty one. A link imports this file, and Medusa
// loads links before all workflows. So the handlers found while this file loads are Medusa's own.
const OWN = CHECKOUT.flatMap((workflow) =>
  Object.keys(workflow.hooks).map((hook) => {
    const place = { workflow: workflow.getName(), hook }
    return { ...place, handler: handlerOf(place) }
  })
)

/**
 * Returns the hooks of Medusa's checkout that the shop's code uses. A hook counts as used if its original handler is unknown.
 *
 * @example
 * const hooks = listCheckoutHooks() // ["create-cart.validate"]
 */
export const listCheckoutHooks = (): string[] =>
  OWN.filter((own) => own.handler === undefined || own.handler !== handlerOf(own)).map(({ workflow, hook }) => `${workflow}.${hook}`)

registerCheckoutHooks(listCheckoutHooks)
