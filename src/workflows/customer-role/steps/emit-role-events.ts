import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { CustomerRoleEventData } from "../../../events"
import type { RoleChange } from "../../../modules/customer-role/types"

/**
 * Emits the `customer_role.*` events of changes once the workflow has finished.
 *
 * @example
 * emitRoleEventsStep(changes)
 */
export const emitRoleEventsStep = createStep(
  "emit-role-events",
  async (changes: RoleChange[], { container, eventGroupId }): Promise<StepResponse<void, Emitted>> => {
    const messages = changes.flatMap(({ record, events }) =>
      events.map((event) => ({
        name: `customer_role.${event}`,
        data: { id: record.id, customer_id: record.customer_id } satisfies CustomerRoleEventData,
        metadata: { eventGroupId },
      }))
    )
    if (messages.length) {
      await container.resolve(Modules.EVENT_BUS).emit(messages)
    }
    return new StepResponse(undefined, { eventGroupId, eventNames: [...new Set(messages.map(({ name }) => name))] })
  },
  async (emitted, { container }) => {
    if (emitted?.eventGroupId && emitted.eventNames.length) {
      const { eventGroupId, eventNames } = emitted
      await container.resolve(Modules.EVENT_BUS).clearGroupedEvents(eventGroupId, { eventNames })
    }
  }
)

type Emitted = { eventGroupId?: string; eventNames: string[] }
