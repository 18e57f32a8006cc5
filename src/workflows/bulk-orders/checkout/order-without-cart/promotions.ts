import type { BigNumberInput, ComputeActionContext, MedusaContainer } from "@medusajs/framework/types"
import { ComputedActions, generateEntityId, MathBN, Modules } from "@medusajs/framework/utils"
import { withTotals } from "./totals"
import type { DraftAdjustment, OrderDraft } from "./types"

/** A promotion's discount on one item or delivery. */
type Discount = { target_id: string; code: string; amount: BigNumberInput; is_tax_inclusive?: boolean }

/**
 * Applies the shop's automatic promotions to a draft. They replace its current ones.
 *
 * @example
 * const discounted = await applyPromotions(container, draft)
 */
export const applyPromotions = async (container: MedusaContainer, draft: OrderDraft): Promise<OrderDraft> => {
  const promotions = container.resolve(Modules.PROMOTION)
  // Computing the actions is slow, because it reads every value of every line, and most shops have no automatic promotion.
  const [automatic] = await promotions.listPromotions({ is_automatic: true }, { select: ["id"], take: 1 })
  if (!automatic || draft.items.length === 0) {
    return draft
  }
  const discounts = await findDiscounts(container, draft)
  const codes = [...new Set(discounts.map(({ code }) => code))]
  const applied = codes.length > 0 ? await promotions.listPromotions({ code: codes }, { select: ["id", "code"], take: null }) : []
  const idOf = new Map(applied.flatMap(({ id, code }) => (code ? [[code, id] as const] : [])))
  const adjustments = new Map<string, DraftAdjustment[]>()
  for (const discount of discounts) {
    const own = adjustments.get(discount.target_id) ?? []
    own.push(toAdjustment(discount, idOf))
    adjustments.set(discount.target_id, own)
  }
  return {
    ...draft,
    items: draft.items.map((item) => ({ ...item, adjustments: adjustments.get(item.id) ?? [] })),
    shipping_methods: draft.shipping_methods.map((method) => ({ ...method, adjustments: adjustments.get(method.id) ?? [] })),
    promotions: [...idOf].map(([code, id]) => ({ id, code })),
  }
}

const findDiscounts = async (container: MedusaContainer, draft: OrderDraft): Promise<Discount[]> => {
  const context: ComputeActionContext = toPromotionContext(draft)
  const codes = draft.promotions.map(({ code }) => code)
  const actions = await container.resolve(Modules.PROMOTION).computeActions(codes, context)
  return actions.flatMap((action) => {
    switch (action.action) {
      case ComputedActions.ADD_ITEM_ADJUSTMENT:
        return "item_id" in action && "amount" in action
          ? [{ target_id: action.item_id, code: action.code, amount: action.amount, is_tax_inclusive: action.is_tax_inclusive }]
          : []
      case ComputedActions.ADD_SHIPPING_METHOD_ADJUSTMENT:
        return "shipping_method_id" in action && "amount" in action
          ? [{ target_id: action.shipping_method_id, code: action.code, amount: action.amount }]
          : []
      default:
        return []
    }
  })
}

/** Returns the draft in the shape of a cart that the Promotion Module reads. */
const toPromotionContext = (draft: OrderDraft): ComputeActionContext => {
  const { customer, shipping_address, items, ...rest } = withTotals(draft)
  return {
    ...rest,
    email: rest.email ?? undefined,
    shipping_address: { ...shipping_address },
    customer: { ...customer, groups: customer.groups ?? [] },
    items: items.map((item) => ({
      ...item,
      product: { ...item.product, collection_id: item.product.collection_id ?? undefined, type_id: item.product.type_id ?? undefined },
    })),
  }
}

const toAdjustment = ({ code, amount, is_tax_inclusive }: Discount, idOf: Map<string, string>): DraftAdjustment => {
  return {
    id: generateEntityId(undefined, "adj"),
    code,
    // Medusa's carts round a discount to a plain number as well.
    amount: MathBN.convert(amount).toNumber(),
    is_tax_inclusive,
    promotion_id: idOf.get(code),
  }
}
