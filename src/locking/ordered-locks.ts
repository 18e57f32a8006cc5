import { randomUUID } from "node:crypto"
import { setTimeout as pause } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../errors"

/** How long keys of a dead process stay locked. A live process renews its keys well before. */
const EXPIRES_AFTER_SECONDS = 30
const RENEW_AFTER_MS = 10_000

const ASK_AGAIN_MS = 15
const ASK_AGAIN_AT_MOST_MS = 120

/**
 * How long a caller keeps keys that Medusa's checkout takes too while it waits for another. The checkout takes its keys in
 * any order, fails after five seconds, and may then leave some behind.
 */
const KEEPS_WHILE_WAITING_MS = 1_000
/** Gives a checkout a chance to take a key that was released. With `locking-redis` it asks again after 20 ms, later once a second. */
const LETS_OTHERS_GO_MS = 300

/** The owner of keys, and how long to wait for them. */
export type KeyOwner = {
  owner_id: string
  expires_after_seconds: number
  wait_at_most_seconds: number
  /** How long to keep the keys already taken while another is not free. Then they are released, and taken once more. @default forever */
  keeps_while_waiting_ms?: number
}

type Keys = { container: MedusaContainer; keys: string[] }

const sorted = (keys: string[]): string[] => [...new Set(keys)].sort()

/**
 * Takes keys of the Locking Module one by one in a fixed order, so that two callers who want the same keys never wait for
 * each other. `locking-redis` by itself takes all keys of a call at once, in any order.
 *
 * Renews the keys already taken while it waits for the next. Releases all of them if it fails, and never another owner's.
 *
 * @throws CustomerRoleError `busy` if a key does not become free in time
 *
 * @example
 * await takeKeys(container, ["stock:1", "stock:2"], { owner_id: "bulk_123", expires_after_seconds: 600, wait_at_most_seconds: 30 })
 */
export const takeKeys = async (container: MedusaContainer, wanted: string[], owner: KeyOwner): Promise<void> => {
  const keys = sorted(wanted)
  const end = Date.now() + owner.wait_at_most_seconds * 1000
  try {
    while (!(await takeInOrder({ container, keys }, owner, end))) {
      await giveBackKeys(container, keys, owner.owner_id)
      await pause(LETS_OTHERS_GO_MS * (0.5 + Math.random()))
    }
  } catch (error) {
    await giveBackKeys(container, keys, owner.owner_id)
    throw error
  }
}

/**
 * Takes keys one after another. Returns false if it has kept some for too long while it waited for the next.
 *
 * @throws CustomerRoleError `busy` if a key does not become free before the end
 */
const takeInOrder = async ({ container, keys }: Keys, owner: KeyOwner, end: number): Promise<boolean> => {
  let renewed = Date.now()
  for (const [position, key] of keys.entries()) {
    const letGoAt = position > 0 ? Date.now() + (owner.keeps_while_waiting_ms ?? Infinity) : Infinity
    for (let patience = ASK_AGAIN_MS; !(await take(container, key, owner)); patience = Math.min(patience * 1.5, ASK_AGAIN_AT_MOST_MS)) {
      if (Date.now() >= end) {
        throw new CustomerRoleError("busy")
      }
      if (Date.now() >= letGoAt) {
        return false
      }
      await pause(patience * (0.5 + Math.random()))
      if (Date.now() - renewed > RENEW_AFTER_MS) {
        renewed = Date.now()
        await renew({ container, keys: keys.slice(0, position) }, owner)
      }
    }
  }
  return true
}

/**
 * Releases what {@link takeKeys} took. Keys that another owner holds by now stay theirs. If the provider is unavailable, the
 * keys expire by themselves.
 */
export const giveBackKeys = async (container: MedusaContainer, keys: string[], owner_id: string): Promise<void> => {
  await container
    .resolve(Modules.LOCKING)
    .release(sorted(keys), { ownerId: owner_id })
    .catch(() => undefined)
}

/** Treats an unavailable provider like a taken key: the caller waits, then gets `busy`. */
const take = async (container: MedusaContainer, key: string, { owner_id, expires_after_seconds }: KeyOwner): Promise<boolean> =>
  container
    .resolve(Modules.LOCKING)
    .acquire([key], { ownerId: owner_id, expire: expires_after_seconds })
    .then(
      () => true,
      () => false
    )

/**
 * @throws CustomerRoleError `busy` if another owner holds one of the keys by now
 */
const renew = async ({ container, keys }: Keys, owner: KeyOwner): Promise<void> => {
  const renewals = await Promise.all(keys.map((key) => take(container, key, owner)))
  if (!renewals.every(Boolean)) {
    throw new CustomerRoleError("busy")
  }
}

/**
 * Runs a job while nobody else holds these keys, Medusa's own workflows included.
 *
 * @throws CustomerRoleError `busy` if the keys do not become free in time, and whatever `job` throws
 *
 * @example
 * const reservations = await withKeys(container, inventoryItemIds, 30, () => inventory.createReservationItems(items))
 */
export const withKeys = async <T>(
  container: MedusaContainer,
  wanted: string[],
  waitAtMostSeconds: number,
  job: () => Promise<T>
): Promise<T> => {
  const keys = sorted(wanted)
  switch (lockingProviderOf(container)) {
    case "in-memory":
      return whenFree({ container, keys }, waitAtMostSeconds, job)
    case "locking-redis":
      return holding({ container, keys }, waitAtMostSeconds, job)
    case "locking-postgres":
      return executing({ container, keys }, waitAtMostSeconds, job)
    default:
      // For an unknown provider, the only certainty is that `execute` with a single key excludes others.
      return keys.reduceRight<() => Promise<T>>(
        (inner, key) => () => executing({ container, keys: [key] }, waitAtMostSeconds, inner),
        job
      )()
  }
}

/** Returns the name of the package that provides the shop's locks, or `in-memory`. */
export const lockingProviderOf = (container: Pick<MedusaContainer, "resolve">): string => {
  const locking = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE, { allowUnregistered: true })?.modules?.[Modules.LOCKING]
  const options = typeof locking === "object" && "options" in locking ? locking.options : undefined
  const declared: unknown = options && "providers" in options ? options.providers : []
  const providers: unknown[] = Array.isArray(declared) ? declared : []
  const chosen =
    providers.find((provider) => property(provider, "is_default") === true) ?? (providers.length === 1 ? providers[0] : undefined)
  return chosen === undefined ? "in-memory" : (String(property(chosen, "resolve")).split("/").at(-1) ?? "")
}

const property = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined

/** Takes Redis keys with `acquire`, which excludes Medusa's `execute` too: in Redis both are the same key. */
const holding = async <T>({ container, keys }: Keys, waitAtMostSeconds: number, job: () => Promise<T>): Promise<T> => {
  const owner = {
    owner_id: `keys:${randomUUID()}`,
    expires_after_seconds: EXPIRES_AFTER_SECONDS,
    wait_at_most_seconds: waitAtMostSeconds,
    keeps_while_waiting_ms: KEEPS_WHILE_WAITING_MS,
  }
  await takeKeys(container, keys, owner)
  const renewing = setInterval(() => void renew({ container, keys }, owner).catch(() => undefined), RENEW_AFTER_MS)
  try {
    return await job()
  } finally {
    clearInterval(renewing)
    await giveBackKeys(container, keys, owner.owner_id)
  }
}

/** Runs the job in `execute`. PostgreSQL takes the keys in the given order on one connection, and resolves deadlocks itself. */
const executing = async <T>({ container, keys }: Keys, waitAtMostSeconds: number, job: () => Promise<T>): Promise<T> => {
  const end = Date.now() + waitAtMostSeconds * 1000
  for (;;) {
    let begun = false
    try {
      return await container.resolve(Modules.LOCKING).execute(
        keys,
        () => {
          begun = true
          return job()
        },
        { timeout: Math.max((end - Date.now()) / 1000, 1) }
      )
    } catch (error) {
      if (begun) {
        throw error
      }
      // Medusa's checkout takes its keys in any order, so a deadlock with it is possible and worth another attempt.
      if (!isDeadlock(error) || Date.now() >= end) {
        throw new CustomerRoleError("busy")
      }
    }
  }
}

const isDeadlock = (error: unknown): boolean => error instanceof Error && error.message.includes("deadlock detected")

/**
 * Starts the job in the very turn of the event loop in which all keys are free. The in-memory provider never gives up a key
 * that it waits for, and Medusa's checkout takes its keys in any order, so waiting for keys could block both forever.
 */
const whenFree = async <T>({ container, keys }: Keys, waitAtMostSeconds: number, job: () => Promise<T>): Promise<T> => {
  const locking = container.resolve(Modules.LOCKING)
  const ownerId = randomUUID()
  const end = Date.now() + waitAtMostSeconds * 1000
  for (;;) {
    const taken = await locking.acquire(keys, { ownerId }).then(
      () => false,
      () => true
    )
    // Release after a failure too: it may have taken some keys before the one that was not free. Do not await anything
    // between this and `execute`, which takes free keys at once.
    void locking.release(keys, { ownerId })
    if (!taken) {
      return executing({ container, keys }, Math.max((end - Date.now()) / 1000, 1), job)
    }
    if (Date.now() >= end) {
      throw new CustomerRoleError("busy")
    }
    await pause(ASK_AGAIN_MS * (0.5 + Math.random()))
  }
}
