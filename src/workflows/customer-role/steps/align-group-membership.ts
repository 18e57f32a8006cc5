import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { alignMembership, takeBackMoves, type MembershipMove } from "../group/customer-group"

/**
 * Makes verified businesses members of the customer group, and takes out again whom this plugin put in. Memberships
 * that an admin gave stay. Gives the customers whose prices may have changed.
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
      // A step that fails is not compensated: it cleans up after itself.
      await takeBackMoves(container, moves)
      throw error
    }
    return new StepResponse([...new Set(moves.map(({ customer_id }) => customer_id))], moves)
  },
  async (moves, { container }) => {
    await takeBackMoves(container, moves ?? [])
  }
)
