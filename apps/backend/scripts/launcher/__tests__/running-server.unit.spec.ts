import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import os from "node:os"
import path from "node:path"
import { openBackendLog } from "../backend-log"
import { createCleanup } from "../cleanup"
import { startServer } from "../running-server"

/** Listens as Medusa does: it says so in its log, and goes on running without a port if the port is taken. */
const LIKE_MEDUSA = `
  process.on("uncaughtException", (error) => console.log(error))
  const server = require("node:http").createServer((_, answer) => answer.end("OK"))
  setTimeout(() => server.listen(Number(process.argv[2]), "127.0.0.1", () => {
    process.stdout.write('{"level":"info","message":"Server is ')
    setTimeout(() => process.stdout.write('ready on port"}\\n'), 50)
  }), 100)
  setInterval(() => undefined, 1000)`

const listen = async (port: number): Promise<Server> => {
  const server = createServer((_, answer) => answer.end("OK"))
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve))
  return server
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port

describe("a server that the launcher starts", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "server-"))
  const log = openBackendLog(path.join(folder, "log"), false)
  const cleanup = createCleanup()
  afterAll(async () => {
    await cleanup.run()
    log.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const start = (port: number, source = LIKE_MEDUSA) => {
    const script = path.join(folder, "server.js")
    writeFileSync(script, source)
    return startServer(
      { env: process.env, log, cleanup },
      { name: "server", script, args: [String(port)], cwd: folder },
      { title: "Medusa", url: `http://127.0.0.1:${port}`, path: "/health", listens: /\bServer is ready\b/, portVariable: "PORT" }
    )
  }

  it("has started once it says that it listens, and answers", async () => {
    const free = await listen(0)
    const port = portOf(free)
    await new Promise((resolve) => free.close(resolve))
    const { url } = await start(port)
    expect(await (await fetch(url)).text()).toBe("OK")
  })

  it("has not started if another program answers at its port, and the error names the port and the way out", async () => {
    const foreign = await listen(0)
    const port = portOf(foreign)
    await expect(start(port)).rejects.toThrow(
      `Port ${port} is in use by another program. Stop it, or choose another port, for example PORT=${port + 1}.`
    )
    foreign.close()
  })

  it("has not started if it ends, although another program answers at its port", async () => {
    const foreign = await listen(0)
    await expect(start(portOf(foreign), "process.exit(3)")).rejects.toThrow("Medusa ended while starting (3)")
    foreign.close()
  })
})
