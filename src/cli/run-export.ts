import type { MedusaContainer } from "@medusajs/framework/types"
import { exportPersonalData } from "../workflows/customer-role/export-personal-data"
import type { ExportCommand } from "./arguments"
import type { Terminal } from "./terminal"

/** Runs `export` and gives the exit code. */
export const runExport = async (container: MedusaContainer, { customerId }: ExportCommand, terminal: Terminal): Promise<number> => {
  terminal.print(JSON.stringify(await exportPersonalData(container, customerId), null, 2))
  return 0
}
