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

/**
 * Medusa's workflows with hooks that an order runs through from its cart to its completion. No other file below `modules/`
 * imports Medusa's workflows. This one must: it has to see their hooks before any shop or plugin uses one.
 */
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

// Medusa does not say whether a hook is used: a shop's handler replaces the one that does nothing. Medusa loads modules
// before workflows, so the handlers that this file finds while it is loaded are Medusa's own.
const OWN = CHECKOUT.flatMap((workflow) =>
  Object.keys(workflow.hooks).map((hook) => {
    const place = { workflow: workflow.getName(), hook }
    return { ...place, handler: handlerOf(place) }
  })
)

/**
 * Returns the hooks of Medusa's checkout that somebody's code uses, such as `create-cart.validate`. A hook counts as used
 * where its first handler is unknown.
 *
 * @example
 * const hooks = checkoutHooksInUse()
 */
export const checkoutHooksInUse = (): string[] =>
  OWN.filter((own) => own.handler === undefined || own.handler !== handlerOf(own)).map(({ workflow, hook }) => `${workflow}.${hook}`)
