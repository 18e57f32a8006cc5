import { existsSync, readFileSync, rmSync } from "node:fs"
import path from "node:path"
import { WorkflowManager } from "@medusajs/framework/orchestration"

const WORKFLOWS = ["create-direct-bulk-order", "create-bulk-order", "complete-cart", "request-quote", "sync-role", "close-role"]

/**
 * Stops an order, quote, sync or erasure for good right after a step, so that a test can kill the process there. The file
 * names the step as `workflow/step`, and whatever stops deletes it. Only orders that this process started stop: the job
 * that settles an earlier process's leftovers runs some of the same steps.
 */
export const stopOrdersAtStep = (pluginFolder: string, file: string): void => {
  const sources = path.join(pluginFolder, ".medusa/server/src")
  const { createDirectBulkOrderWorkflow } = require(path.join(sources, "workflows/bulk-orders"))
  require(path.join(sources, "workflows/customer-role"))
  require(path.join(sources, "workflows/quotes"))
  createDirectBulkOrderWorkflow.hooks.orderCreated(() => passBy(file, "hooks/orderCreated"))
  for (const workflow of WORKFLOWS) {
    for (const [step, handler] of WorkflowManager.getWorkflow(workflow)?.handlers_ ?? []) {
      after(handler, "invoke", () => passBy(file, `${workflow}/${step}`))
    }
  }
  const { bulkOrderQueue } = require(path.join(sources, "workflows/bulk-orders/placement/turns"))
  letInWhile(() => existsSync(file), bulkOrderQueue.limits)
  const begunHere = new Set<string>()
  const { Placements } = require(path.join(sources, "modules/bulk-order/placements"))
  after(Placements.prototype, "begin", async ({ result }) => {
    const { placement, origin } = Object(result)
    if (origin === "own") {
      begunHere.add(placement.id)
    }
  })
  before(Placements.prototype, "finish", async ([id]) => (begunHere.has(String(id)) ? passBy(file, "placements/finish") : undefined))
  const { IdempotentRequests } = require(path.join(sources, "modules/customer-role/idempotent-requests"))
  after(IdempotentRequests.prototype, "begin", () => passBy(file, "requests/begin"))
  before(IdempotentRequests.prototype, "finish", () => passBy(file, "requests/finish"))
  const { ErasedPersons } = require(path.join(sources, "modules/customer-role/erasure/erased-persons"))
  after(ErasedPersons.prototype, "add", () => passBy(file, "erased-persons/add"))
  const { QuoteAcceptances } = require(path.join(sources, "modules/quote/acceptances"))
  after(QuoteAcceptances.prototype, "claim", () => passBy(file, "acceptances/claim"))
  after(QuoteAcceptances.prototype, "complete", async ({ parameters: [accepted] }) =>
    begunHere.has(String(Object(accepted).accepting_id)) ? passBy(file, "acceptances/complete") : undefined
  )
}

/** Gives every order a turn at once under a condition, because those that have stopped keep their turns. */
const letInWhile = (condition: () => boolean, limits: { atOnce: number; atOncePerOwner: number }): void => {
  const { atOnce, atOncePerOwner } = limits
  Object.defineProperties(limits, {
    atOnce: { get: () => (condition() ? Infinity : atOnce) },
    atOncePerOwner: { get: () => (condition() ? Infinity : atOncePerOwner) },
  })
}

const passBy = async (file: string, step: string): Promise<void> => {
  if (existsSync(file) && readFileSync(file, "utf8") === step) {
    rmSync(file)
    await new Promise(() => undefined)
  }
}

type Call = { parameters: unknown[]; result: unknown }

const after = (target: object, method: string, next: (call: Call) => Promise<void>): void =>
  wrap(target, method, async (parameters, call) => {
    const result = await call()
    await next({ parameters, result })
    return result
  })

const before = (target: object, method: string, first: (parameters: unknown[]) => Promise<void>): void =>
  wrap(target, method, async (parameters, call) => {
    await first(parameters)
    return call()
  })

const wrap = (target: object, method: string, around: (parameters: unknown[], call: () => unknown) => Promise<unknown>): void => {
  const original: unknown = Reflect.get(target, method)
  if (typeof original === "function") {
    Reflect.set(target, method, function (this: unknown, ...parameters: unknown[]) {
      return around(parameters, () => Reflect.apply(original, this, parameters))
    })
  }
}
