import type { PluginOptions } from "../../options"
import type { ErasedPersons } from "./erasure/erased-persons"
import type { Differences } from "./reconciliation/differences"
import type { CustomerCreations } from "./sync/customer-creations"
import type { WebhookDeliveries } from "./sync/webhook-deliveries"
import type { WriteBackQueue } from "./sync/write-back-queue"

/** The options and stores that one transaction over several tables needs. The module service has them all. */
export type RoleStores = {
  readonly options: PluginOptions
  readonly deliveries: WebhookDeliveries
  readonly writeBacks: WriteBackQueue
  readonly customerCreations: CustomerCreations
  readonly differences: Differences
  readonly erasedPersons: ErasedPersons
}
