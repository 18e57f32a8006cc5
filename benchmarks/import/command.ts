import { spawn } from "node:child_process"
import { readFileSync } from "node:fs"
import path from "node:path"
import { performance } from "node:perf_hooks"
import { endWithParent } from "local-postgres"
import type { Cleanup } from "../lib/result"

const APP = path.resolve(__dirname, "../app")
const SAMPLE_EVERY_MS = 100
const KEPT_OUTPUT = 4_000

/** Less memory than all rows together need, so that an import that keeps them fails. Without a limit, Node delays garbage collection. */
const HEAP = "--max-old-space-size=192"

/** The duration of the import without the start of the application, and the memory of its process. */
export type CommandRun = {
  seconds: number
  /** Megabytes, sampled every tenth of a second. Empty if the system does not report memory. */
  memory: number[]
}

/** Runs `medusa-customer-role import` in a process of its own. @throws Error if it fails */
export const runImport = async (cleanup: Cleanup, environment: Record<string, string | undefined>, args: string[]): Promise<CommandRun> => {
  const command = path.join(environment.PLUGIN_FOLDER ?? "", ".medusa/server/src/cli/index.js")
  const child = spawn(process.execPath, [HEAP, command, "import", ...args], {
    cwd: APP,
    env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "error", MEDUSA_DISABLE_TELEMETRY: "true", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  })
  let output = ""
  let begun = 0
  let ended = 0
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output = (output + text).slice(-KEPT_OUTPUT)
    begun ||= output.includes("Importing") ? performance.now() : 0
  })
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output = (output + text).slice(-KEPT_OUTPUT)
    ended ||= performance.now()
  })
  const memory: number[] = []
  const sampling = setInterval(() => memory.push(...(begun && !ended ? residentMegabytes(child.pid) : [])), SAMPLE_EVERY_MS)
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject)
    child.once("close", resolve)
  })
  void closed.then(child.pid ? endWithParent(child.pid) : undefined)
  cleanup.add(async () => {
    child.kill("SIGKILL")
    await closed
  })
  const code = await closed.finally(() => clearInterval(sampling))
  if (code !== 0) {
    throw new Error(`The import failed (${code}):\n${output}`)
  }
  return { seconds: (ended - begun) / 1000, memory }
}

const residentMegabytes = (pid: number | undefined): number[] => {
  try {
    const [, kilobytes] = readFileSync(`/proc/${pid}/status`, "utf8").match(/^VmRSS:\s+(\d+) kB/m) ?? []
    return kilobytes ? [Number(kilobytes) / 1024] : []
  } catch {
    return []
  }
}
