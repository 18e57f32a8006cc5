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

/** Medusa's workflows with hooks that an order runs through from its cart to its completion. */
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

// Medusa does not say who uses a hook: whoever does replaces the handler that does nothing. Modules are loaded before
// workflows, so what stands there when this file is loaded is Medusa's own.
const OWN = CHECKOUT.flatMap((workflow) =>
  Object.keys(workflow.hooks).map((hook) => {
    const place = { workflow: workflow.getName(), hook }
    return { ...place, handler: handlerOf(place) }
  })
)

/**
 * The hooks of Medusa's checkout that somebody's code hangs on, such as `create-cart.validate`. Where that cannot be
 * told, all of them.
 *
 * @example
 * const hooks = checkoutHooksInUse()
 */
export const checkoutHooksInUse = (): string[] =>
  OWN.filter((own) => own.handler === undefined || own.handler !== handlerOf(own)).map(({ workflow, hook }) => `${workflow}.${hook}`)
