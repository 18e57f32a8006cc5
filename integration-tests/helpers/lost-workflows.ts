import type { Shop } from "./shop"

/**
 * Deletes the rows of workflows that Medusa's engine has lost track of. That can happen if a workflow fails while others
 * run: its row stays as if it still had to be rolled back, although its caller has the answer, and the test runner would
 * wait for that row.
 */
export const deleteLostWorkflows = async ({ rows }: Pick<Shop, "rows">): Promise<void> => {
  await rows("DELETE FROM workflow_execution WHERE state = 'waiting_to_compensate'")
}
