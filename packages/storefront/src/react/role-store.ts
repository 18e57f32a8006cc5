import type { DenialCode } from "../access.js"
import type { CustomerRole } from "../types.js"
import type { RoleSource } from "./role-source.js"
import { inTurn, markSynced, wasSynced } from "./tabs.js"

/** The state of the sync: nobody is signed in, in progress, done, or failed. */
export type RoleSyncStatus = "idle" | "syncing" | "synced" | "failed"

/** What is known about a Clerk session. */
export type RoleState = {
  sessionId?: string
  status: RoleSyncStatus
  role?: CustomerRole
  /** Why the sync failed. */
  error?: unknown
  /** The reason if the shop refused. A shop that does not answer is not a reason to deny anybody. */
  denial?: DenialCode
  /** Whether the shop refuses this sign-in. Nothing known before counts then. */
  isRefused: boolean
  /** Whether the sync waits for the network. */
  isOffline: boolean
}

/** The signed-in user and their Clerk session. */
export type Session = { userId: string; sessionId: string }

/** Keeps the role of the signed-in customer up to date. */
export type RoleStore = {
  subscribe: (listener: () => void) => () => void
  getState: () => RoleState
  /** Switches to another source. Returns a function that stops listening to it. */
  use: (source: RoleSource) => (() => void) | undefined
  /** Follows a session until the returned function is called. Continues where it stopped if the session is the same. */
  follow: (session?: Session, role?: CustomerRole) => () => void
  sync: () => Promise<void>
  refresh: () => Promise<void>
}

/** `begin` syncs unless this session was synced before, `sync` always syncs, `read` only reads. */
type Task = "begin" | "sync" | "read"

/** A message between tabs. */
type TabMessage = { sessionId: string; role: CustomerRole }

/** The state on the server. */
export const IDLE: RoleState = { status: "idle", isRefused: false, isOffline: false }

/** Creates a store for one provider. Uses no browser API until it follows a session. */
export const createRoleStore = (): RoleStore => {
  const listeners = new Set<() => void>()
  let state = IDLE
  let source: RoleSource | undefined
  let session: Session | undefined
  /** The running task. */
  let running: Promise<void> | undefined
  /** The next task, which must not start earlier than `notBefore`. */
  let due: Task | undefined
  let notBefore = 0
  let failures = 0
  let looks = 0
  let endedAt = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  /** The channel to the other tabs; `undefined` if the browser has none, `null` while no session is followed. */
  let channel: BroadcastChannel | undefined | null = null

  const setState = (next: RoleState) => {
    state = next
    listeners.forEach((listener) => listener())
  }

  const set = (change: Partial<RoleState>) => setState({ ...state, ...change })

  /** Replaces the whole state except the session. */
  const reset = (change: Partial<RoleState>) => setState({ ...IDLE, sessionId: session?.sessionId, ...change })

  const later = (task: Task, wait: number) => {
    clearTimeout(timer)
    if (channel !== null) {
      // A hidden page reads the role when it becomes visible.
      timer = setTimeout(() => (task === "read" && document.hidden) || run(task), wait)
    }
  }

  const isPending = () => state.role?.verification_status === "pending"

  const accept = (role: CustomerRole) => {
    due = undefined
    failures = 0
    clearTimeout(timer)
    // Keeps the same object for an equal role, so that effects of the page do not run again.
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
        // The shop refused the application only. The customer still exists.
        const mine = session
        void source?.read().then(
          (role) => session === mine && set({ role }),
          () => undefined
        )
      }
      return
    }
    // Recognizes Clerk's error by name or code, without importing Clerk.
    const isOffline = /clerk_?offline/i.test(`${name} ${code}`) || !navigator.onLine
    const wait = retryAfter ? retryAfter * 1000 : Math.min(1000 * 2 ** failures, 60_000) * (0.5 + Math.random())
    failures++
    notBefore = retryAfter ? Date.now() + wait : 0
    // A failed read does not invalidate the known role.
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
      markSynced(mine.sessionId)
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
        channel?.postMessage({ sessionId: mine.sessionId, role } satisfies TabMessage)
      }
    } catch (error) {
      end = () => fail(error, task)
    }
    // Ignores answers about a customer who has left.
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
      // The earlier task may have started before the change that this sync is for.
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

  /** Continues when the visitor or the network returns. */
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
    channel?.addEventListener("message", ({ data }: MessageEvent<TabMessage>) => {
      if (data.sessionId === session?.sessionId && data.role.updated_at >= (state.role?.updated_at ?? "")) {
        accept(data.role)
      }
    })
    listen("addEventListener")
    // On Strict Mode's second mount, the work of the first one is already running.
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
      // The refusal suggests that the role has changed since it was read.
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
