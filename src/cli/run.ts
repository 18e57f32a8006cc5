import { parseCommand, UsageError, USAGE, type Command, type DoctorCommand } from "./arguments"
import { watchForInterruption } from "./interruption"
import { messageOf } from "../text/message-of"
import { NoShopError, openShop } from "./open-shop"
import { ownManifest } from "../doctor/own-manifest"
import type { Terminal } from "./terminal"

type DoctorModule = typeof import("./run-doctor")
type RoleModule = typeof import("../modules/customer-role/plugin-options")
type ReconcileModule = typeof import("./run-reconcile")
type ImportModule = typeof import("./run-import")
type PersonalDataModule = typeof import("./run-personal-data")
type RefusalsModule = typeof import("./refusals")

/**
 * Runs the command and returns its exit code: 0 done, 1 failed or something is wrong, 2 wrong arguments, 130 stopped.
 *
 * @example
 * process.exitCode = await run(["reconcile", "--dry-run"], terminal)
 */
export const run = async (args: string[], terminal: Terminal, folder = process.cwd()): Promise<number> => {
  try {
    return await execute(parseCommand(args), terminal, folder)
  } catch (error) {
    terminal.tell(explain(error))
    return error instanceof UsageError ? 2 : 1
  }
}

const execute = async (command: Command, terminal: Terminal, folder: string): Promise<number> => {
  switch (command.name) {
    case "help":
      terminal.print(USAGE)
      return 0
    case "version":
      terminal.print(ownManifest()?.version ?? "unknown")
      return 0
    case "doctor":
      return examine(folder, command, terminal)
    case "reconcile":
      return inShop(folder, terminal, ({ container }, interruption) => {
        const { runReconcile }: ReconcileModule = require("./run-reconcile")
        return runReconcile(container, command, terminal, interruption)
      })
    case "export":
      return inShop(folder, terminal, ({ container }) => {
        const { runExport }: PersonalDataModule = require("./run-personal-data")
        return runExport(container, command, terminal)
      })
    case "erase":
      return inShop(folder, terminal, ({ container }) => {
        const { runErase }: PersonalDataModule = require("./run-personal-data")
        return runErase(container, command, terminal)
      })
    case "import":
      return inShop(folder, terminal, async ({ container }, interruption) => {
        const { createRefusals }: RefusalsModule = require("./refusals")
        const { runImport }: ImportModule = require("./run-import")
        const refusals = createRefusals(command.report)
        try {
          return await runImport(container, command, terminal, refusals, interruption)
        } finally {
          refusals.close()
        }
      })
  }
}

/** Runs `doctor`, for which a shop that does not start is a finding. */
const examine = async (folder: string, command: DoctorCommand, terminal: Terminal): Promise<number> => {
  let started = false
  try {
    return await inShop(folder, terminal, ({ container }) => {
      started = true
      const { runDoctor }: DoctorModule = require("./run-doctor")
      const { pluginOptions }: RoleModule = require("../modules/customer-role/plugin-options")
      const shop = { container, options: pluginOptions(container), folder, production: process.env.NODE_ENV === "production" }
      return runDoctor(shop, command, terminal)
    })
  } catch (error) {
    if (started || error instanceof NoShopError) {
      throw error
    }
    const { reportNoStart }: DoctorModule = require("./run-doctor")
    return reportNoStart(messageOf(error), command, terminal)
  }
}

type Work = (shop: Awaited<ReturnType<typeof openShop>>, interruption: ReturnType<typeof watchForInterruption>) => Promise<number>

/** Opens the shop before loading anything that imports Medusa, which reads its log level at import. */
const inShop = async (folder: string, terminal: Terminal, work: Work): Promise<number> => {
  const shop = await openShop(folder)
  const interruption = watchForInterruption(terminal.tell)
  try {
    return await work(shop, interruption)
  } finally {
    await shop.close()
    interruption.release()
  }
}

const UNDEFINED_TABLE = "42P01"
const UNDEFINED_COLUMN = "42703"

const explain = (error: unknown): string => {
  if (error instanceof UsageError) {
    return `${error.message}\nRun npx medusa-customer-role --help for all commands and options.`
  }
  const message = messageOf(error)
  if (error instanceof NoShopError || !isMissingFromDatabase(error)) {
    return message
  }
  return `${message}\nThe database is not up to date. Run npx medusa db:migrate first.`
}

const isMissingFromDatabase = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && (error.code === UNDEFINED_TABLE || error.code === UNDEFINED_COLUMN)
