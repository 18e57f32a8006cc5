import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"

import { isJsonObject } from "./json"
import type { StandInKeys } from "./keys"
import type { StoredUser } from "./users-store"

/** What outlives the process. */
export type StandInState = {
  version: 1
  keys: StandInKeys
  secret_key: string
  webhook_signing_secret: string
  users: StoredUser[]
}

/**
 * The state of an earlier run, `undefined` where there was none.
 *
 * @throws Error where the file is there and not ours, naming it: it may hold something that somebody wants.
 * @example
 * const state = loadState(".demo/clerk.json");
 */
export function loadState(path: string): StandInState | undefined {
  let text: string
  try {
    text = readFileSync(path, "utf8")
  } catch (error) {
    // Not `instanceof Error`: Node's own errors are of another realm where jest runs this.
    if (isJsonObject(error) && error.code === "ENOENT") {
      return undefined
    }
    throw new Error(`clerk-stand-in: the state file ${path} cannot be read.`, { cause: error })
  }
  const state = parse(text)
  if (!isState(state)) {
    throw new Error(`clerk-stand-in: ${path} is not a state file of the stand-in. Delete it to start afresh.`)
  }
  return state
}

/** Replaces the state file, readable for its owner only; a crash leaves the old or the new one, never half of it. */
export function saveState(path: string, state: StandInState): void {
  mkdirSync(dirname(path), { recursive: true })
  const temporary = `${path}.${process.pid}.tmp`
  writeFileSync(temporary, JSON.stringify(state, null, 2), { mode: 0o600 })
  renameSync(temporary, path)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isState(value: unknown): value is StandInState {
  return (
    isJsonObject(value) &&
    value.version === 1 &&
    typeof value.secret_key === "string" &&
    typeof value.webhook_signing_secret === "string" &&
    isJsonObject(value.keys) &&
    [value.keys.kid, value.keys.privateKey, value.keys.publicKey].every((part) => typeof part === "string") &&
    Array.isArray(value.users) &&
    value.users.every((user) => isJsonObject(user) && isJsonObject(user.json) && typeof user.json.id === "string")
  )
}
