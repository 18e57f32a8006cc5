import type { CreateNotificationDTO, ProviderSendNotificationDTO, ProviderSendNotificationResultsDTO } from "@medusajs/framework/types"
import { AbstractNotificationProviderService, ModuleProvider, Modules } from "@medusajs/framework/utils"

/** What a provider receives, plus what Medusa passes through. */
export type Mail = ProviderSendNotificationDTO &
  Pick<CreateNotificationDTO, "trigger_type" | "resource_id" | "resource_type" | "receiver_id">

let sent: Mail[] = []
let refuse: (to: string) => boolean = () => false

/** The mails that the tests' app has sent. */
export const outbox = {
  /** Mails to one address, oldest first. */
  to: (address: string): Mail[] => sent.filter(({ to }) => to === address),
  /** Makes every mail to a matching address fail, until {@link outbox.reset}. */
  refuse(addresses: (to: string) => boolean): void {
    refuse = addresses
  },
  /** Accepts every address again, and keeps the sent mails. */
  accept(): void {
    refuse = () => false
  },
  reset(): void {
    sent = []
    refuse = () => false
  },
}

class OutboxProviderService extends AbstractNotificationProviderService {
  static override identifier = "outbox"

  override async send(notification: ProviderSendNotificationDTO): Promise<ProviderSendNotificationResultsDTO> {
    if (refuse(notification.to)) {
      throw new Error("The mail server has gone")
    }
    sent.push(notification)
    return { id: `mail_${sent.length}` }
  }
}

/** A notification provider that stores mails instead of sending them. */
export const outboxProvider = ModuleProvider(Modules.NOTIFICATION, { services: [OutboxProviderService] })
