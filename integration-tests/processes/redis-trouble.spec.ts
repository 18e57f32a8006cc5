import { randomUUID } from "node:crypto"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { eventually } from "../helpers/eventually"
import { hasRedis, type RedisProcess, startRedis } from "../setup/redis-process"
import { openShop, type ProcessShop } from "./shop"

/** Long enough for any machine: two servers start here, each in ten seconds on an idle one. */
const LIMIT_MS = 300_000

/** How many refused credentials of an address are answered per minute. */
const REFUSED = 6

const runs = hasRedis() ? describe : describe.skip

runs("Two servers whose Redis is flushed, killed and restarted", () => {
  let redis: RedisProcess
  let shop: ProcessShop
  let urls: [string, string]
  let folder: string
  let quarterHour: string

  beforeAll(async () => {
    redis = await startRedis()
    folder = await mkdtemp(path.join(os.tmpdir(), "redis-trouble-"))
    quarterHour = path.join(folder, "has-passed")
    shop = await openShop("redis_trouble", {
      REDIS_WORKFLOWS: redis.url,
      REDIS_LIMITS: redis.url,
      REFUSED_CREDENTIALS: String(REFUSED),
      QUARTER_HOUR_FILE: quarterHour,
    })
    urls = await Promise.all([shop.start().then(() => shop.url), shop.startAnother()])
  }, LIMIT_MS)
  afterAll(async () => {
    await shop?.close()
    await redis?.stop()
    await rm(folder, { recursive: true, force: true })
  }, LIMIT_MS)

  const schedule = () => redis.keys("bull:*:repeat:*")

  /** Leaves something that the job `customer-role-reconciliation` tidies up whenever it runs. */
  const leaveOldSession = () =>
    shop.read(`INSERT INTO clerk_session (clerk_session_id, exchanged_at, updated_at) VALUES ('sess_${randomUUID()}', now(), now() - interval '1 year')
      RETURNING clerk_session_id`)
  const isTidied = () => eventually(async () => expect(await shop.read("SELECT FROM clerk_session")).toEqual([]), LIMIT_MS)

  /** Sends an unreadable credential, which is refused without knowing the shop. */
  const refusal = async (url: string, address: string): Promise<number> =>
    (await fetch(`${url}/store/regions`, { headers: { authorization: "x".repeat(100), "x-test-address": address } })).status
  const refusals = async (count: number, urlOf: (turn: number) => string): Promise<number[]> => {
    const address = randomUUID()
    const statuses: number[] = []
    while (statuses.length < count) {
      statuses.push(await refusal(urlOf(statuses.length), address))
    }
    return statuses
  }
  const inTurn = () => refusals(REFUSED + 2, (turn) => urls[turn % 2])
  const allowed = (count: number) => Array.from({ length: count }, () => 401)

  it("count calls together while Redis answers", async () => {
    // A server connects with its first call, and counts for itself until then.
    await eventually(async () => expect(await inTurn()).toEqual([...allowed(REFUSED), 429, 429]), LIMIT_MS)
    expect(await redis.keys("medusa-customer-role:refusedCredentials:*")).not.toEqual([])
  })

  it("run their scheduled jobs after Redis has forgotten the schedule", async () => {
    await eventually(async () => expect(await schedule()).not.toEqual([]), LIMIT_MS)
    await redis.flush()
    await leaveOldSession()

    await writeFile(quarterHour, "")

    await isTidied()
    expect(await schedule()).toEqual([])
  })

  it(
    "count calls each for themselves and run their jobs while Redis is down, and count together once it is back",
    async () => {
      await redis.kill()

      for (const url of urls) {
        expect(await refusals(REFUSED + 1, () => url)).toEqual([...allowed(REFUSED), 429])
      }
      await leaveOldSession()
      await isTidied()

      await redis.restart()

      await eventually(async () => expect(await inTurn()).toEqual([...allowed(REFUSED), 429, 429]), LIMIT_MS)
    },
    LIMIT_MS
  )
})
