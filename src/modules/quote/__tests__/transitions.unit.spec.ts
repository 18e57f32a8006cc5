import { readFileSync } from "node:fs"
import path from "node:path"
import { allowedPairs, closedRefusalOf, QUOTE_TRANSITIONS, type QuoteAction, refusalOf, type QuoteCondition } from "../transitions"
import { QUOTE_STATUSES } from "../types"

const ACTIONS: QuoteAction[] = ["send", "accept", "decline", "renegotiate", "cancel", "reject", "expire"]

/** A status as callers see it: `lapsed` is `sent` and past `valid_until`. */
type State = (typeof QUOTE_STATUSES)[number] | "lapsed"

const STATES: State[] = [...QUOTE_STATUSES, "lapsed"]

const conditionOf = (state: State): QuoteCondition =>
  state === "lapsed" ? { status: "sent", lapsed: true, accepting: false } : { status: state, lapsed: false, accepting: false }

/** What each state allows, written independently of the table under test. */
const ALLOWED: Record<State, QuoteAction[]> = {
  requested: ["send", "cancel", "reject"],
  sent: ["send", "accept", "decline", "renegotiate", "cancel", "reject", "expire"],
  lapsed: ["renegotiate", "expire"],
  expired: ["renegotiate"],
  accepted: [],
  declined: [],
  cancelled: [],
  rejected: [],
}

const EVERY = STATES.flatMap((state) => ACTIONS.map((action): [QuoteAction, State] => [action, state]))

/** Returns the pairs that the migration's trigger allows. */
const pairsOfMigration = (): string[] => {
  const source = readFileSync(path.join(__dirname, "../migrations/Migration20261128000000.ts"), "utf8")
  return [...source.matchAll(/"(\w+>\w+)"/g)].map(([, pair]) => pair)
}

const EXPIRED_FOR_ADMINS = {
  code: "quote_expired",
  message: "The quote has expired. Duplicate it, or wait for the customer to ask for another round.",
}

/** Returns the refusal of an action that a state does not allow. */
const refusedIn = (state: State, byAdmin: boolean) => {
  if (state === "lapsed" || state === "expired") {
    return byAdmin ? EXPIRED_FOR_ADMINS : { code: "quote_expired" }
  }
  return state === "requested"
    ? { code: "invalid_quote_state", message: "The shop has not sent an offer yet. Wait for its answer." }
    : { code: "invalid_quote_state", message: `The quote is ${state} already. Load it again to see what is still possible.` }
}

describe("refusalOf", () => {
  it("covers every action", () => {
    expect(Object.keys(QUOTE_TRANSITIONS).sort()).toEqual([...ACTIONS].sort())
  })

  it.each(EVERY)("allows or refuses %s in the state %s as the table says", (action, state) => {
    const refusal = refusalOf(action, conditionOf(state))

    if (ALLOWED[state].includes(action)) {
      expect(refusal).toBeUndefined()
    } else {
      expect(refusal).toEqual(refusedIn(state, action === "send" || action === "reject"))
    }
  })

  it.each(ACTIONS)("refuses %s while the order is being placed, even past valid_until", (action) => {
    for (const lapsed of [false, true]) {
      expect(refusalOf(action, { status: "sent", lapsed, accepting: true })).toEqual({
        code: "invalid_quote_state",
        message: "The quote is being accepted at this moment. Load it again in a moment.",
      })
    }
  })

  // `valid_until` has no effect before a quote is sent, or after it is closed.
  it.each(STATES.filter((state) => state !== "lapsed" && state !== "sent"))("ignores valid_until in the state %s", (state) => {
    for (const action of ACTIONS) {
      expect(refusalOf(action, { ...conditionOf(state), lapsed: true })).toEqual(refusalOf(action, conditionOf(state)))
    }
  })
})

describe("closedRefusalOf", () => {
  it.each(STATES)("decides whether the draft can change in the state %s", (state) => {
    const refusal = closedRefusalOf(conditionOf(state))

    if (state === "requested" || state === "sent") {
      expect(refusal).toBeUndefined()
    } else {
      expect(refusal).toEqual(refusedIn(state, true))
    }
  })
})

describe("allowedPairs", () => {
  it("match the pairs that the database trigger allows", () => {
    expect(allowedPairs().sort()).toEqual(pairsOfMigration().sort())
  })

  it("never leave a final state", () => {
    expect(allowedPairs().filter((pair) => /^(accepted|declined|cancelled|rejected)>/.test(pair))).toEqual([])
  })
})
