import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync } from "node:fs"
import { chmod, mkdtemp, readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import path from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { Client } from "pg"
import { type LocalPostgres, LocalPostgresError, type LocalPostgresOptions, startPostgres } from "../src"

describe("startPostgres", () => {
  let folder: string
  let dir: string
  let running: LocalPostgres[]

  const start = async (options: Partial<LocalPostgresOptions> = {}) => {
    const postgres = await startPostgres({ dir, persistent: true, durable: false, ...options })
    running.push(postgres)
    return postgres
  }

  beforeEach(async () => {
    // Home folders of real people may have a space in their path.
    folder = await realpath(await mkdtemp(path.join(tmpdir(), "local postgres ")))
    dir = path.join(folder, "postgres")
    running = []
    // Root runs PostgreSQL under another account, which must be able to enter this folder.
    await chmod(folder, 0o755)
  })

  afterEach(async () => {
    await Promise.all(running.map((postgres) => postgres.stop()))
    await rm(folder, { recursive: true, force: true })
  })

  it("answers queries on loopback, in UTF-8, with a generated password", async () => {
    const postgres = await start()
    await postgres.createDatabase("shop")
    await postgres.createDatabase("shop")

    const [row] = await query(
      postgres.url("shop"),
      "select current_database() as name, current_setting('server_encoding') as encoding, " +
        "current_setting('listen_addresses') as addresses"
    )
    expect(row).toEqual({ name: "shop", encoding: "UTF8", addresses: "127.0.0.1" })
    await expect(query(postgres.url().replace(postgres.password, "guess"), "select 1")).rejects.toThrow(/password authentication failed/)
    expect((await stat(path.join(dir, "password"))).mode & 0o777).toBe(0o600)
  })

  it("waives durability only on request", async () => {
    const fast = await start()
    expect(await query(fast.url(), "show fsync")).toEqual([{ fsync: "off" }])
    await fast.stop()

    const safe = await start({ durable: true })
    expect(await query(safe.url(), "show fsync")).toEqual([{ fsync: "on" }])
  })

  it("keeps data and password between starts", async () => {
    const first = await start()
    await query(first.url(), "create table note as select 'still here' as text")
    await first.stop()

    const second = await start()
    expect(second.password).toBe(first.password)
    expect(await query(second.url(), "select text from note")).toEqual([{ text: "still here" }])
  })

  it("removes temporary data at the end", async () => {
    const postgres = await start({ persistent: false })
    await postgres.stop()
    await expect(stat(dir)).rejects.toThrow(/ENOENT/)
  })

  it("ignores the lock of an ended server, even if another process has its id", async () => {
    await (await start()).stop()
    const lock = (pid: number) => `${pid}\n${dir}/data\n1\n5432\n\n127.0.0.1\n\nready\n`

    await writeFile(path.join(dir, "data", "postmaster.pid"), lock(process.pid))
    await (await start()).stop()

    await writeFile(path.join(dir, "data", "postmaster.pid"), lock(await deadPid()))
    const postgres = await start()
    expect(await query(postgres.url(), "select 1 as one")).toEqual([{ one: 1 }])
  })

  it("refuses a folder that another server uses", async () => {
    await start()
    await expect(start()).rejects.toThrow(/in use by process \d+.*kill -INT/)
  })

  it("refuses a port that is in use", async () => {
    const other = createServer().listen(0, "127.0.0.1")
    await once(other, "listening")
    const address = other.address()
    const port = typeof address === "object" && address ? address.port : 0

    const refused = start({ port })
    await expect(refused).rejects.toBeInstanceOf(LocalPostgresError)
    await expect(refused).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use by another program`)
    other.close()
  })

  it("refuses data of another PostgreSQL version and says what to do", async () => {
    await (await start()).stop()
    await writeFile(path.join(dir, "data", "PG_VERSION"), "12\n")
    await expect(start()).rejects.toThrow(/belongs to PostgreSQL 12, but this is PostgreSQL \d+.*Remove that folder/)
  })

  it("refuses a folder that only looks like data", async () => {
    await (await start()).stop()
    await rm(path.join(dir, "data", "PG_VERSION"))
    await expect(start()).rejects.toThrow(/not a complete PostgreSQL folder.*Remove it/)
  })

  it("starts again after an interruption while it created the folder", async () => {
    await (await start()).stop()
    await rename(path.join(dir, "data"), path.join(dir, "data.new"))
    const postgres = await start()
    expect(await query(postgres.url(), "select 1 as one")).toEqual([{ one: 1 }])
  })

  it("stops when the process that started it is killed, and starts again", async () => {
    const { pid, kill } = await startElsewhere("data", "persistent")
    kill()
    await until(() => !isAlive(pid))

    const postgres = await start()
    expect(await query(postgres.url(), "select 1 as one")).toEqual([{ one: 1 }])
  })

  it("removes temporary data when the process that started it is killed", async () => {
    const { kill } = await startElsewhere("scratch", "scratch")
    kill()
    await until(() => !existsSync(path.join(dir, "scratch")))
  })

  async function startElsewhere(data: string, kind: string): Promise<{ pid: number; kill: () => void }> {
    const script = path.join(__dirname, "hold-postgres.ts")
    const parent = spawn(process.execPath, ["--import", "tsx", script, dir, kind], {
      stdio: ["ignore", "pipe", "inherit"],
    })
    const [line] = (await once(parent.stdout, "data")) as [Buffer]
    expect(await query(line.toString().trim(), "select 1 as one")).toEqual([{ one: 1 }])
    const lock = await readFile(path.join(dir, data, "postmaster.pid"), "utf8")
    return { pid: Number(lock.split("\n")[0]), kill: () => void parent.kill("SIGKILL") }
  }
})

async function query(connectionString: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ["--version"], { stdio: "ignore" })
  await once(child, "exit")
  return child.pid ?? 0
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !isTrue(); tries++) {
    await pause(50)
  }
  expect(isTrue()).toBe(true)
}
