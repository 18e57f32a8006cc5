import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { lockingProviderOf } from "../../locking/ordered-locks"
import { type Check, type Finding, ok, type Shop, warning, wrong } from "../finding"

/** Whether several instances of the shop would get in each other's way. */
export const severalInstances: Check = {
  name: "several_instances",
  title: "Instances",
  async look(shop) {
    const { container, options } = shop
    const locks = lockingProviderOf(container)
    const events = nameOfModule(container.resolve(ContainerRegistrationKeys.CONFIG_MODULE).modules?.[Modules.EVENT_BUS])
    const localLocks = locks === "in-memory"
    const found: Finding[] = localLocks ? [await lonelyLocks(shop)].flat() : []
    if (localLocks !== events.includes("local")) {
      found.push(
        warning(
          localLocks
            ? `Events are shared (${events}), but locks stay in the memory of one process.`
            : `Locks are shared (${locks}), but events reach only the process that emits them.`,
          localLocks
            ? "Add a locking provider that instances share, such as @medusajs/medusa/locking-redis."
            : "Add an event bus that instances share, such as @medusajs/medusa/event-bus-redis."
        )
      )
    }
    if (!localLocks && options.limits && !options.limits.redisUrl) {
      found.push(
        warning(
          "Each instance counts calls for itself, so limits grow with the instances.",
          "Set limits.redisUrl to the Redis that they share."
        )
      )
    }
    return found.length ? found : ok(localLocks ? "One instance, with locks in its memory" : `Locks by ${locks}, events by ${events}`)
  },
}

const lonelyLocks = async ({ container, production }: Shop): Promise<Finding | []> => {
  const { rows } = await container
    .resolve(ContainerRegistrationKeys.PG_CONNECTION)
    .raw<{ rows: { running: string }[] }>(
      "SELECT count(*) AS running FROM customer_role_instance WHERE seen_at > now() - interval '90 seconds'"
    )
  const running = Number(rows[0]?.running ?? 0)
  const advice = "Add a locking provider that instances share, such as @medusajs/medusa/locking-redis."
  if (running > 1) {
    return wrong(`${running} instances run, but locks stay in the memory of each. Stock can be sold twice.`, advice)
  }
  return production ? warning("Locks stay in the memory of this instance. A second one could sell stock twice.", advice) : []
}

/** Returns the last part of what a module is resolved from. */
const nameOfModule = (declared: unknown): string => {
  const resolve: unknown = typeof declared === "object" && declared !== null ? Reflect.get(declared, "resolve") : undefined
  return (
    String(resolve ?? "event-bus-local")
      .split("/")
      .at(-1) ?? ""
  )
}
