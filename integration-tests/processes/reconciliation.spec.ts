import { isDeepStrictEqual } from "node:util"
import type { ClerkStandIn } from "clerk-stand-in"
import { eventually } from "../helpers/eventually"
import { type ClerkHistory, type EndState, expectedEnd } from "../model/clerk-events"
import { liveAt } from "../model/deliveries"
import { readDuplicates, readEndState } from "../model/end-state"
import { manyClerkHistories, renamed } from "../model/histories"
import { succeeded } from "../setup/medusa-process"
import { openShop, type ProcessShop } from "./shop"

/** Clerk lists 500 users on a page, so the process can be killed in the second one. */
const KNOWN_USERS = 60
const NEW_USERS = 560

type Reconciliation = { id: string; status: string; position: unknown; counts: { users: number; closed: number } }

/** The first version of each user. */
const initialVersion = (histories: readonly ClerkHistory[]): ClerkHistory[] =>
  histories.map(({ clerk_user_id, versions }) => ({ clerk_user_id, versions: versions.slice(0, 1), deleted: false }))

/**
 * Gives a user the later versions, with the current time. Their own times are too old: the shop has written to Clerk since,
 * which created a newer version.
 */
const liveOn = (clerk: ClerkStandIn, { clerk_user_id, versions, deleted }: ClerkHistory): void => {
  for (const { updated_at: _earlier, ...version } of versions.slice(1)) {
    clerk.users.update(clerk_user_id, version)
  }
  if (deleted) {
    clerk.users.delete(clerk_user_id)
  }
}

/** The expected result, whatever the versions' times. */
const withoutVersions = ({ rows, tombstones }: EndState) => ({
  rows: rows.map(({ clerk_updated_at: _version, ...row }) => row),
  tombstones,
})

describe("A reconciliation that is killed in the middle", () => {
  const known = manyClerkHistories({ seed: 1, users: KNOWN_USERS, events: 2 })
  const unknown = renamed(manyClerkHistories({ seed: 2, users: NEW_USERS, events: 1 }), "new")
  let shop: ProcessShop
  beforeAll(async () => {
    shop = await openShop("reconciliation")
    liveAt(shop.clerk, initialVersion(known))
    await succeeded(shop.command("reconcile"))
    // Changes that no webhook announces.
    known.forEach((history) => liveOn(shop.clerk, history))
    liveAt(shop.clerk, unknown)
  }, 240_000)
  afterAll(() => shop?.close())

  const last = async (): Promise<Reconciliation> => {
    const [found] = await shop.read<Reconciliation>(
      "SELECT id, status, position, counts FROM clerk_reconciliation ORDER BY created_at DESC LIMIT 1"
    )
    return found
  }
  const records = async (): Promise<number> => (await readEndState(shop.read)).rows.length

  /** Returns the live roles that neither Clerk's metadata nor the write-back queue contains. */
  const forgotten = async ({ rows }: EndState) => {
    const waiting = await shop.read<{ clerk_user_id: string }>("SELECT clerk_user_id FROM clerk_write_back")
    return rows.filter(({ clerk_user_id, account_type, verification_status }) => {
      const { customerRole } = shop.clerk.users.get(clerk_user_id)?.public_metadata ?? {}
      const outcome = { accountType: account_type, isVerified: false, verificationStatus: verification_status }
      return !isDeepStrictEqual(customerRole, outcome) && !waiting.some((item) => item.clerk_user_id === clerk_user_id)
    })
  }

  it("resumes where it stopped, and does nothing twice", async () => {
    const killed = shop.command("reconcile")
    const interrupted = await eventually(async () => {
      const now = await last()
      expect(now).toMatchObject({ status: "running", counts: { users: 500 } })
      return now
    }, 150_000)
    const before = await records()
    await eventually(async () => expect(await records()).toBeGreaterThan(before))
    await killed.kill()
    expect(await last()).toEqual(interrupted)

    await succeeded(shop.command("reconcile"))

    const { id, status, counts } = await last()
    // Had it started over, the first page would count twice.
    const users = counts.users - counts.closed
    expect({ id, status, users }).toEqual({ id: interrupted.id, status: "completed", users: shop.clerk.users.list().length })
    const wasThere = new Set(expectedEnd(initialVersion(known)).rows.map(({ clerk_user_id }) => clerk_user_id))
    const { rows, tombstones } = expectedEnd([...known, ...unknown])
    const expected = { rows, tombstones: tombstones.filter((deleted) => wasThere.has(deleted)) }
    expect(expected.tombstones).not.toEqual([])
    expect(withoutVersions(await readEndState(shop.read))).toEqual(withoutVersions(expected))
    expect(await readDuplicates(shop.read)).toEqual([])
    expect(await forgotten(expected)).toEqual([])
  }, 240_000)
})
