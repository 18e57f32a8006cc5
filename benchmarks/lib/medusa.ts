import path from "node:path"
import { probePort } from "local-postgres"
import { healthy, launchMedusa, launchServer, type MedusaApp, succeeded } from "../../integration-tests/setup/medusa-process"
import type { Cleanup } from "./result"

/** The app that the benchmarks start. */
const FOLDER = path.resolve(__dirname, "../app")

/** Runs one of Medusa's commands in the app to its end. */
export const runMedusa = async (cleanup: Cleanup, environment: MedusaApp["environment"], ...args: string[]): Promise<void> => {
  const command = launchMedusa({ folder: FOLDER, environment }, args)
  cleanup.add(command.stop)
  await succeeded(command)
}

/** Starts the app on a free loopback port, waits until it answers, and returns the port. */
export const startMedusa = async (cleanup: Cleanup, environment: MedusaApp["environment"]): Promise<number> => {
  const port = (await probePort(0)) ?? 0
  const server = launchServer({ folder: FOLDER, environment }, port)
  cleanup.add(server.stop)
  await healthy(server, port)
  return port
}
