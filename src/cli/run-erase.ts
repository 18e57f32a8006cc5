import type { MedusaContainer } from "@medusajs/framework/types"
import { erasePersonalData } from "../workflows/customer-role/erase-personal-data"
import type { EraseCommand } from "./arguments"
import type { Terminal } from "./terminal"

/** Runs `erase` and gives the exit code. */
export const runErase = async (container: MedusaContainer, { customerId, force }: EraseCommand, terminal: Terminal): Promise<number> => {
  const erased = await erasePersonalData(container, { customer_id: customerId, force, actor: { type: "system" } })
  terminal.print(JSON.stringify({ erased }, null, 2))
  return 0
}
