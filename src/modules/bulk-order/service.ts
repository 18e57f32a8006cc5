import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { DAL, Logger } from "@medusajs/framework/types"
import { MedusaService } from "@medusajs/framework/utils"
import { toLogLine } from "../../observability/log"
import { parsePluginOptions, type PluginOptions } from "../../options"
import { ON_ACCOUNT, PAYMENT_IN_ADVANCE } from "../../payment/credit-providers"
import { select } from "../../postgres/sql"
import { checkoutHooksInUse } from "./checkout-hooks"
import { type CheckoutPath, chooseCheckoutPath } from "./checkout-path"
import { BulkOrderPlacement } from "./models/bulk-order-placement"
import { SavedList } from "./models/saved-list"
import { Placements } from "./placements"
import { SavedLists } from "./saved-lists"

/**
 * Stores the placements of bulk orders and the lists that customers keep for them, and decides how bulk orders are placed and paid for. The workflows deal with carts,
 * stock and payments.
 */
export default class BulkOrderModuleService extends MedusaService({ BulkOrderPlacement, SavedList }) {
  /** The plugin's options, with defaults. */
  readonly options: PluginOptions
  /** The attempts to place bulk orders. */
  readonly placements = new Placements(() => this.knex)
  /** The lists that customers keep to order again. */
  readonly savedLists = new SavedLists(() => this.knex)
  /** Medusa calls these once everything is loaded. */
  readonly __hooks = {
    onApplicationStart: async () => {
      this.announceCheckoutPath()
      await this.warnOfPaymentInAdvance()
    },
  }
  private readonly repository: DAL.RepositoryService
  private readonly logger?: Logger
  private connection?: Knex
  private path?: CheckoutPath

  constructor({ baseRepository, logger }: { baseRepository: DAL.RepositoryService; logger?: Logger }, options: unknown) {
    super(...arguments)
    this.repository = baseRepository
    this.logger = logger
    this.options = parsePluginOptions(options)
  }

  /** How bulk orders are placed. Decided once, when the shop has started: hooks that are added later change nothing. */
  get checkoutPath(): CheckoutPath {
    this.path ??= chooseCheckoutPath(this.options.bulkOrders.path, checkoutHooksInUse())
    return this.path
  }

  /**
   * Returns the payment provider of bulk orders: the option's, else the first that gives credit, else payment in advance.
   *
   * @example
   * const providerId = await bulkOrderService.getPaymentProvider()
   */
  async getPaymentProvider(): Promise<string> {
    const { bulkOrders, credit } = this.options
    const [provider] = bulkOrders.paymentProviderId ? [bulkOrders.paymentProviderId] : (credit.providers ?? (await this.listOnAccount()))
    return provider ?? PAYMENT_IN_ADVANCE
  }

  private announceCheckoutPath(): void {
    const { path, reason, hooks } = this.checkoutPath
    this.logger?.info(toLogLine("customer_role.bulk_order_path", { path, reason, hooks: hooks.join(",") || undefined }))
    // Accepted quotes never use a cart: Medusa's carts would discount the agreed prices.
    if (hooks.length > 0) {
      this.logger?.warn(toLogLine("customer_role.quote_acceptance_path", { path: "direct", hooks: hooks.join(",") }))
    }
  }

  private async warnOfPaymentInAdvance(): Promise<void> {
    if (!this.options.bulkOrders.paymentProviderId && (await this.getPaymentProvider()) === PAYMENT_IN_ADVANCE) {
      this.logger?.warn(
        `medusa-plugin-customer-role: no payment provider on account is registered, so bulk orders and accepted quotes are paid with ${PAYMENT_IN_ADVANCE}, ` +
          `which is payment in advance and asks nobody. Register medusa-plugin-customer-role/providers/on-account with the Payment Module, or set bulkOrders.paymentProviderId.`
      )
    }
  }

  /** Returns the payment providers of this plugin that the Payment Module has registered. */
  private async listOnAccount(): Promise<string[]> {
    const rows = await select<{ id: string }>(
      this.knex,
      "SELECT id FROM payment_provider WHERE starts_with(id, ?) AND is_enabled AND deleted_at IS NULL ORDER BY id",
      [ON_ACCOUNT]
    )
    return rows.map(({ id }) => id)
  }

  private get knex(): Knex {
    this.connection ??= this.repository.getFreshManager<{ getKnex(): Knex }>().getKnex()
    return this.connection
  }
}
