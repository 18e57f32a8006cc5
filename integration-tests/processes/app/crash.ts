import { existsSync, readFileSync, rmSync } from "node:fs"
import path from "node:path"
import { WorkflowManager } from "@medusajs/framework/orchestration"

/** Where to end: after a step of a workflow, `workflow/step`, once so many orders have come that far. */
export type Crash = { after: string; arrivals: number }

const WORKFLOWS = ["create-direct-bulk-order", "create-bulk-order", "complete-cart"]

/**
 * Has the process end as with `kill -9` right after a step of a bulk order, whenever a file says so. Who comes to the step
 * before the last one waits there, so that several orders are interrupted at the same point.
 */
export const crashAsTold = (pluginFolder: string, file: string): void => {
  const sources = path.join(pluginFolder, ".medusa/server/src")
  require(path.join(sources, "workflows/bulk-orders"))
  for (const workflow of WORKFLOWS) {
    for (const [step, handler] of WorkflowManager.getWorkflow(workflow)?.handlers_ ?? []) {
      after(handler, "invoke", () => arrive(file, `${workflow}/${step}`))
    }
  }
  const { BulkOrderPlacements } = require(path.join(sources, "modules/customer-role/bulk-order-placements"))
  before(BulkOrderPlacements.prototype, "finish", () => arrive(file, "placements/finish"))
}

let arrived = 0

const arrive = async (file: string, step: string): Promise<void> => {
  if (!existsSync(file)) {
    return
  }
  const crash: Crash = JSON.parse(readFileSync(file, "utf8"))
  if (crash.after !== step) {
    return
  }
  arrived += 1
  if (arrived >= crash.arrivals) {
    rmSync(file)
    process.kill(process.pid, "SIGKILL")
  }
  await new Promise(() => undefined)
}

const after = (target: object, method: string, next: () => Promise<void>): void =>
  wrap(target, method, async (call) => {
    const result = await call()
    await next()
    return result
  })

const before = (target: object, method: string, first: () => Promise<void>): void =>
  wrap(target, method, async (call) => {
    await first()
    return call()
  })

const wrap = (target: object, method: string, around: (call: () => unknown) => Promise<unknown>): void => {
  const original: unknown = Reflect.get(target, method)
  if (typeof original === "function") {
    Reflect.set(target, method, function (this: unknown, ...parameters: unknown[]) {
      return around(() => Reflect.apply(original, this, parameters))
    })
  }
}
