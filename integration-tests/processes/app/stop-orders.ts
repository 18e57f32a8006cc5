import { existsSync, readFileSync, rmSync } from "node:fs"
import path from "node:path"
import { WorkflowManager } from "@medusajs/framework/orchestration"

const WORKFLOWS = ["create-direct-bulk-order", "create-bulk-order", "complete-cart", "note-quote-acceptance"]

/**
 * Has an order, or the acceptance of a quote, come to a stop for good right after a step, so that the process can be killed
 * at this very point. Which step, `workflow/step`, stands in a file; who stops there removes it.
 */
export const stopOrdersAsTold = (pluginFolder: string, file: string): void => {
  const sources = path.join(pluginFolder, ".medusa/server/src")
  const { createDirectBulkOrderWorkflow } = require(path.join(sources, "workflows/bulk-orders"))
  createDirectBulkOrderWorkflow.hooks.orderCreated(() => passBy(file, "hooks/orderCreated"))
  for (const workflow of WORKFLOWS) {
    for (const [step, handler] of WorkflowManager.getWorkflow(workflow)?.handlers_ ?? []) {
      after(handler, "invoke", () => passBy(file, `${workflow}/${step}`))
    }
  }
  const { BulkOrderPlacements } = require(path.join(sources, "modules/customer-role/bulk-order-placements"))
  before(BulkOrderPlacements.prototype, "finish", () => passBy(file, "placements/finish"))
  const { QuoteAcceptances } = require(path.join(sources, "modules/quote/acceptances"))
  after(QuoteAcceptances.prototype, "claim", () => passBy(file, "acceptances/claim"))
}

const passBy = async (file: string, step: string): Promise<void> => {
  if (existsSync(file) && readFileSync(file, "utf8") === step) {
    rmSync(file)
    await new Promise(() => undefined)
  }
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
