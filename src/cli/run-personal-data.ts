import type { MedusaContainer } from "@medusajs/framework/types"
import { asCustomerRoleError } from "../errors"
import { erasePersonalData } from "../workflows/customer-role/erase-personal-data"
import { exportPersonalData } from "../workflows/customer-role/export-personal-data"
import type { EraseCommand, ExportCommand } from "./arguments"
import type { Terminal } from "./terminal"

const STILL_THERE = "Medusa and Clerk still have this customer. Delete them there first, or repeat the command with --force."

/** Runs `erase` and returns the exit code. */
export const runErase = async (container: MedusaContainer, { customerId, force }: EraseCommand, terminal: Terminal): Promise<number> => {
  const erased = await erasePersonalData(container, { customer_id: customerId, force, actor: { type: "system" } }).catch(
    (error: unknown) => {
      // The catalogue's message addresses callers of the route, so the command has its own.
      throw asCustomerRoleError(error)?.code === "customer_is_live" ? new Error(STILL_THERE) : error
    }
  )
  terminal.print(JSON.stringify({ erased }, null, 2))
  return 0
}

/** Runs `export` and returns the exit code. */
export const runExport = async (container: MedusaContainer, { customerId }: ExportCommand, terminal: Terminal): Promise<number> => {
  terminal.print(JSON.stringify(await exportPersonalData(container, customerId), null, 2))
  return 0
}
