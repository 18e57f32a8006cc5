import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { alignMembership, undoMoves, type MembershipMove } from "../group/customer-group"

/**
 * Adds verified businesses to the customer group and removes those whom this plugin added and who are verified no longer.
 * Keeps memberships that an admin gave. Returns the customers whose prices may have changed.
 *
 * @example
 * const customer_ids = alignGroupMembershipStep(["cus_123"])
 */
export const alignGroupMembershipStep = createStep(
  "align-group-membership",
  async (customerIds: string[], { container }): Promise<StepResponse<string[], MembershipMove[]>> => {
    const moves: MembershipMove[] = []
    try {
      for (const customerId of customerIds) {
        await alignMembership(container, customerId, moves)
      }
    } catch (error) {
      // Medusa does not compensate the step that fails.
      await undoMoves(container, moves)
      throw error
    }
    return new StepResponse([...new Set(moves.map(({ customer_id }) => customer_id))], moves)
  },
  async (moves, { container }) => {
    await undoMoves(container, moves ?? [])
  }
)
