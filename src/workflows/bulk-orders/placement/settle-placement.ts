import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { logEvent } from "../../../observability/log"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { QUOTE_MODULE } from "../../../modules/quote"
import type { Placement } from "../../../modules/customer-role/bulk-order-placements"
import { finishBulkOrderWorkflow } from "../workflows/finish-bulk-order"
import { noteQuoteAcceptanceWorkflow } from "../../quotes/acceptance/note-quote-acceptance"
import { keepPlacement } from "./lease"
import type { Attempt } from "./traces"
import { undoPlacement } from "./undo-placement"

/** So many at most for one call: each takes a second or more. */
const AT_MOST = 50

/**
 * Puts an attempt right that was taken over from a process that has fallen silent: of a complete order those who listen
 * are told, of any other nothing is left. Gives the order's id, or `null`.
 *
 * @example
 * const orderId = await settlePlacement(container, placement)
 */
export const settlePlacement = async (container: MedusaContainer, placement: Placement): Promise<string | null> =>
  keepPlacement(container, placement.id, async () => {
    const order_id = placement.status === "placed" ? placement.order_id : null
    if (order_id) {
      if (placement.quote_id !== null) {
        await noteQuoteAcceptanceWorkflow(container).run({ input: { accepting_id: placement.id, order_id } })
      }
      // On Medusa's path it still keeps other bulk orders of the same products waiting.
      await container.resolve(Modules.LOCKING).releaseAll({ ownerId: placement.id })
      await finishBulkOrderWorkflow(container).run({ input: { order_id } })
      await container.resolve(CUSTOMER_ROLE_MODULE).placements.finish(placement.id)
    } else {
      await undoAndForget(container, placement)
    }
    logEvent(container, "customer_role.bulk_order_settled", {
      bulk_order_id: placement.id,
      order_id,
      outcome: order_id ? "finished" : "undone",
    })
    return order_id
  })

/**
 * Leaves nothing of an attempt that failed, and frees its key. Where that fails, too, it is logged, and tried again by
 * whoever comes upon it.
 *
 * @example
 * await abandonPlacement(container, placement)
 */
export const abandonPlacement = async (container: MedusaContainer, { id }: Placement): Promise<void> => {
  const { placements } = container.resolve(CUSTOMER_ROLE_MODULE)
  if (await placements.forgetUnopened(id)) {
    await container.resolve(QUOTE_MODULE).acceptances.release(id)
    return
  }
  const given = await placements.giveUp(id)
  if (given) {
    await undoAndForget(container, given).catch((error: unknown) => logUnsettled(container, given, error))
  } else if ((await placements.listExisting([id])).length === 0) {
    // Somebody else has left nothing of it, before this process came to take the quote into its hands.
    await container.resolve(QUOTE_MODULE).acceptances.release(id)
  }
}

/**
 * Leaves nothing of an attempt that failed, so that the process that began it may try once more under the same ids.
 * Gives whether it still may. Where nothing can be undone yet, that is logged, and left to whoever comes upon it.
 *
 * @example
 * const again = await restartPlacement(container, placement)
 */
export const restartPlacement = async (container: MedusaContainer, { id }: Placement): Promise<boolean> => {
  const { placements } = container.resolve(CUSTOMER_ROLE_MODULE)
  const given = await placements.giveUp(id)
  if (!given) {
    return false
  }
  try {
    await undoPlacement(container, given)
    await placements.restart(id)
    return true
  } catch (error) {
    await container.resolve(QUOTE_MODULE).acceptances.release(id)
    logUnsettled(container, given, error)
    return false
  }
}

/**
 * Leaves nothing of an attempt that no row stands for. Should that fail, a row does from then on.
 *
 * @example
 * await undoUnnoted(container, attempt)
 */
export const undoUnnoted = async (container: MedusaContainer, attempt: Attempt): Promise<void> => {
  await container.resolve(CUSTOMER_ROLE_MODULE).placements.addUndoing(attempt)
  await keepPlacement(container, attempt.id, () => undoAndForget(container, attempt)).catch((error: unknown) =>
    logUnsettled(container, attempt, error)
  )
}

const undoAndForget = async (container: MedusaContainer, attempt: Attempt): Promise<void> => {
  // It can become no order any more. A payment provider that never answers must not keep the quote from everything else.
  await container.resolve(QUOTE_MODULE).acceptances.release(attempt.id)
  await undoPlacement(container, attempt)
  await container.resolve(CUSTOMER_ROLE_MODULE).placements.forget(attempt.id)
}

/**
 * Puts right what processes have left that ended in the midst of an order. One that cannot be put right, e.g. because
 * the payment provider does not answer, is logged and tried again with the next call. Gives how many were.
 *
 * @example
 * const settled = await settleAbandonedPlacements(container)
 */
export const settleAbandonedPlacements = async (container: MedusaContainer): Promise<number> => {
  const { placements } = container.resolve(CUSTOMER_ROLE_MODULE)
  let settled = 0
  for (let taken = 0; taken < AT_MOST; taken++) {
    const placement = await placements.takeOver()
    if (!placement) {
      break
    }
    try {
      await settlePlacement(container, placement)
      settled += 1
    } catch (error) {
      logUnsettled(container, placement, error)
    }
  }
  return settled
}

/** Says that an attempt waits for somebody to put it right. */
export const logUnsettled = (container: MedusaContainer, { id, order_id }: Pick<Placement, "id" | "order_id">, error: unknown): void =>
  logEvent(container, "customer_role.bulk_order_not_settled", {
    bulk_order_id: id,
    order_id,
    code: codeOf(error),
  })

/** Never its text, which may tell of a person. */
const codeOf = (error: unknown): string => {
  const { code, type, name }: Record<string, unknown> = Object(error)
  return String(code ?? type ?? name ?? "unknown")
}

/** An attempt that its process has begun is there by then, or was forgotten. */
const CLAIMED_FOR_SECONDS = 60

/**
 * Lets go of quotes that are in the hands of attempts that no longer exist: a process that was silent for too long, and
 * went on.
 *
 * @example
 * await releaseStrandedQuotes(container)
 */
export const releaseStrandedQuotes = async (container: MedusaContainer): Promise<void> => {
  const quotes = container.resolve(QUOTE_MODULE)
  const ids = await quotes.acceptances.listLongerThan(CLAIMED_FOR_SECONDS)
  const existing = new Set(await container.resolve(CUSTOMER_ROLE_MODULE).placements.listExisting(ids))
  for (const id of ids.filter((candidate) => !existing.has(candidate))) {
    await quotes.acceptances.release(id)
  }
}
