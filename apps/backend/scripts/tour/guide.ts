import { setTimeout as pause } from "node:timers/promises"
import { isDeepStrictEqual } from "node:util"
import type { Answer, Call, Shop } from "../launcher/shop"

const SOON_MS = 10_000
const PAUSE_MS = 50

/** Makes calls and prints them for an audience. */
export type Guide = {
  /** Announces the next step. */
  tell(sentence: string): void
  /** Calls the backend on somebody's behalf, prints call and answer, and compares the answer with the expected one. */
  call(who: string, call: Call, expected: Expectation): Promise<Answer>
  /** Prints a call to Clerk that has already been made. */
  clerk(what: string, outcome: string): void
  /** Returns the number of unexpected answers. */
  mistakes(): number
}

/** The expected answer. Of a successful one, `show` selects what to print, and `fields` must be part of that. */
export type Expectation = {
  status: number
  code?: string
  show?: (body: Record<string, unknown>) => Record<string, unknown>
  fields?: Record<string, unknown>
  /** Repeats the call until the answer is right, because the backend does the work after its response. */
  soon?: boolean
}

/** @example await guide.call("Mara", { method: "GET", path: "/store/customers/sync-role/me", token }, { status: 200 }) */
export function createGuide(shop: Shop, say: (line: string) => void): Guide {
  let number = 0
  let mistakes = 0
  const print = (call: string, who: string) => say(` ${String(++number).padStart(2)}. ${call.padEnd(64)} ${who}`)
  return {
    tell: (sentence) => say(`\n${sentence}`),
    mistakes: () => mistakes,
    clerk(what, outcome) {
      print(what, "Clerk")
      say(`     → ${outcome}`)
    },
    async call(who, call, { status, code, show = (body) => body, fields = {}, soon = false }) {
      print(`${call.method} ${call.path}`, who)
      const wanted = { ...(code !== undefined && { code }), ...fields }
      const ask = async () => {
        const answer = await shop.call(call)
        const shown = answer.status < 300 ? show(answer.body) : answer.body
        return { answer, shown, right: answer.status === status && isDeepStrictEqual({ ...shown, ...wanted }, shown) }
      }
      const end = Date.now() + (soon ? SOON_MS : 0)
      let asked = await ask()
      while (!asked.right && Date.now() < end) {
        await pause(PAUSE_MS)
        asked = await ask()
      }
      const { answer, shown, right } = asked
      mistakes += right ? 0 : 1
      say(`     → ${answer.status}  ${inWords(shown)}`)
      if (!right) {
        say(`     ✗ expected ${status}  ${inWords(wanted)}`)
      }
      return answer
    },
  }
}

function inWords(values: Record<string, unknown>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${typeof value === "object" ? JSON.stringify(value) : String(value)}`)
    .join(", ")
}
