import type { DenialCode } from "../access.js"
import type { CustomerRole } from "../types.js"
import type { RoleSource } from "./role-source.js"
import { inTurn, noteSynced, wasSynced } from "./tabs.js"

/** How far the sync has come: nobody is signed in, it is under way, it is done, or it has failed. */
export type RoleSyncStatus = "idle" | "syncing" | "synced" | "failed"

/** What is known of a session of Clerk's. */
export type RoleState = {
  sessionId?: string
  status: RoleSyncStatus
  role?: CustomerRole
  /** What the sync has failed with. */
  error?: unknown
  /** Why, where the shop has refused. Its silence is no reason against anybody. */
  denial?: DenialCode
  /** The shop does not take this sign-in: nothing that was known before counts. */
  isRefused: boolean
  /** The sync waits for the network. */
  isOffline: boolean
}

/** Who is signed in. */
export type Session = { userId: string; sessionId: string }

/** Keeps the role of the signed-in customer up to date. */
export type RoleStore = {
  subscribe: (listener: () => void) => () => void
  getState: () => RoleState
  /** Asks this source from now on. Returns a function that stops listening to it. */
  use: (source: RoleSource) => (() => void) | undefined
  /** Follows a session until the returned function is called. Goes on where it stopped if the session is the same. */
  follow: (session?: Session, role?: CustomerRole) => () => void
  sync: () => Promise<void>
  refresh: () => Promise<void>
}

/** `begin` syncs unless this session was synced before, `sync` does in any case, `read` only looks. */
type Task = "begin" | "sync" | "read"

/** What tabs tell each other. */
type Told = { sessionId: string; role: CustomerRole }

/** What the server renders with. */
export const IDLE: RoleState = { status: "idle", isRefused: false, isOffline: false }

/** Makes a store for one provider. It touches nothing of the browser before it follows a session. */
export const createRoleStore = (): RoleStore => {
  const listeners = new Set<() => void>()
  let state = IDLE
  let source: RoleSource | undefined
  let session: Session | undefined
  /** What is under way. */
  let running: Promise<void> | undefined
  /** What is still to be done, and not before when. */
  let due: Task | undefined
  let notBefore = 0
  let failures = 0
  let looks = 0
  let endedAt = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  /** The channel to the other tabs, `undefined` in browsers without channels, `null` while no session is followed. */
  let channel: BroadcastChannel | undefined | null = null

  const become = (next: RoleState) => {
    state = next
    listeners.forEach((listener) => listener())
  }

  const set = (change: Partial<RoleState>) => become({ ...state, ...change })

  /** Forgets everything but what is given. */
  const reset = (change: Partial<RoleState>) => become({ ...IDLE, sessionId: session?.sessionId, ...change })

  const later = (task: Task, wait: number) => {
    clearTimeout(timer)
    if (channel !== null) {
      // A hidden page looks when it is seen again.
      timer = setTimeout(() => (task === "read" && document.hidden) || run(task), wait)
    }
  }

  const isPending = () => state.role?.verification_status === "pending"

  const accept = (role: CustomerRole) => {
    due = undefined
    failures = 0
    clearTimeout(timer)
    // What pages do when the role changes is not done again where it has not.
    reset({ status: "synced", role: JSON.stringify(role) === JSON.stringify(state.role) ? state.role : role })
    if (isPending()) {
      later("read", Math.min(15_000 * 2 ** looks++, 300_000))
    }
  }

  const fail = (error: unknown, task: Task) => {
    const { name, code, status, retryAfter }: { name?: string; code?: DenialCode; status?: number; retryAfter?: number } = Object(error)
    if (status && status < 500 && status !== 429) {
      due = undefined
      failures = 0
      const isRefused = status === 401 || status === 403
      reset({ status: "failed", role: isRefused ? undefined : state.role, error, denial: code, isRefused })
      if (code === "invalid_account_claim" && task !== "read") {
        // The application was not applied; the customer is there all the same.
        const mine = session
        void source?.read().then(
          (role) => session === mine && set({ role }),
          () => undefined
        )
      }
      return
    }
    // Clerk's error is known by its name or its code, without Clerk's code.
    const isOffline = /clerk_?offline/i.test(`${name} ${code}`) || !navigator.onLine
    const wait = retryAfter ? retryAfter * 1000 : Math.min(1000 * 2 ** failures, 60_000) * (0.5 + Math.random())
    failures++
    notBefore = retryAfter ? Date.now() + wait : 0
    // Where only a look has failed, what is known still stands.
    const isKnown = task === "read" && state.role
    set({ isOffline, ...(isKnown ? {} : { error, ...(!isOffline && (failures > 1 || wait > 3000) ? { status: "failed" } : {}) }) })
    later(task, wait)
  }

  const perform = async (mine: Session, from: RoleSource, task: Task): Promise<CustomerRole> => {
    const read = () => from.read().catch((error) => (Object(error).code === "role_not_synced" ? from.sync() : Promise.reject(error)))
    if (task === "read") {
      return await read()
    }
    return await inTurn(`customer-role.${mine.sessionId}`, async () => {
      if (task === "begin" && wasSynced(mine.sessionId)) {
        return state.role ?? (await read())
      }
      const role = await from.sync()
      noteSynced(mine.sessionId)
      return role
    })
  }

  const attempt = async (mine: Session, answer: Promise<CustomerRole>, task: Task): Promise<void> => {
    let end: () => void
    try {
      const role = await answer
      if (role.clerk_user_id !== mine.userId) {
        throw new Error("The answer is about another account.")
      }
      end = () => {
        accept(role)
        channel?.postMessage({ sessionId: mine.sessionId, role } satisfies Told)
      }
    } catch (error) {
      end = () => fail(error, task)
    }
    // An answer about a customer who has left no longer counts.
    if (session === mine) {
      running = undefined
      endedAt = Date.now()
      end()
    }
  }

  const run = async (task: Task): Promise<void> => {
    const mine = session
    const from = source
    if (!mine || !from) {
      return
    }
    if (running) {
      await running
      // What was under way has looked, but may have begun before what is to be synced.
      return task === "sync" && session === mine ? run(task) : undefined
    }
    clearTimeout(timer)
    due = task
    if (task !== "read" && !(failures && state.status === "failed")) {
      set({ status: "syncing" })
    }
    if (!navigator.onLine) {
      set({ isOffline: true })
      return
    }
    running = attempt(mine, perform(mine, from, task), task)
    await running
  }

  /** The visitor is back, or the network is. */
  const wake = () => {
    if (document.hidden || running || Date.now() < notBefore) {
      return
    }
    const age = Date.now() - endedAt
    if (due) {
      void run(due)
    } else if (age > (isPending() ? 5000 : 30_000)) {
      void run(state.status === "failed" ? "begin" : "read")
    }
  }

  const listen = (how: "addEventListener" | "removeEventListener") =>
    ["focus", "online", "visibilitychange"].forEach((event) => window[how](event, wake))

  const follow: RoleStore["follow"] = (next, role) => {
    if (next?.sessionId !== session?.sessionId) {
      session = next
      running = due = undefined
      failures = looks = endedAt = notBefore = 0
      clearTimeout(timer)
      reset({ role })
    }
    if (!next) {
      return () => undefined
    }
    channel = globalThis.BroadcastChannel && new BroadcastChannel("customer-role")
    channel?.addEventListener("message", ({ data }: MessageEvent<Told>) => {
      if (data.sessionId === session?.sessionId && data.role.updated_at >= (state.role?.updated_at ?? "")) {
        accept(data.role)
      }
    })
    listen("addEventListener")
    // Not where a second mount of Strict Mode finds the first one's work.
    if (state.status === "idle" || (due && !running)) {
      void run(due ?? "begin")
    } else if (isPending()) {
      later("read", 15_000)
    }
    return () => {
      listen("removeEventListener")
      channel?.close()
      channel = null
      clearTimeout(timer)
    }
  }

  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    getState: () => state,
    use: (next) => {
      source = next
      // Whatever was refused, the role may have changed since it was read.
      return next.onRefusal?.(({ status }) => {
        if (status === 403 && !running) {
          void run("read")
        }
      })
    },
    follow,
    sync: () => run("sync"),
    refresh: () => run("read"),
  }
}
