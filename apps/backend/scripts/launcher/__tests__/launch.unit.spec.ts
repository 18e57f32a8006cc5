import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"

const PAUSE_MS = 50
const PATIENCE_MS = 20_000

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const untilEnded = async (pids: number[]): Promise<number[]> => {
  const end = Date.now() + PATIENCE_MS
  while (pids.some(isRunning) && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  return pids.filter(isRunning)
}

describe("a program that the launcher has started", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "launch-"))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it("ends with the processes that it has started itself, also when the launcher is killed", async () => {
    const script = path.join(folder, "two.js")
    writeFileSync(
      script,
      `const child = require("node:child_process").spawn("sleep", ["60"])
       console.log(JSON.stringify([process.pid, child.pid]))`
    )
    const launcher = spawn(process.execPath, ["--import", "tsx", path.join(__dirname, "helpers/launch-two.ts"), script], {
      cwd: path.join(__dirname, "../../../../.."),
      stdio: ["ignore", "pipe", "inherit"],
    })
    const [output] = (await once(launcher.stdout, "data")) as [Buffer]
    const pids = JSON.parse(output.toString()) as number[]
    expect(pids.every(isRunning)).toBe(true)
    launcher.kill("SIGKILL")
    expect(await untilEnded(pids)).toEqual([])
  }, 60_000)
})
