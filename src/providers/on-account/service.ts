import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  CancelPaymentInput,
  CancelPaymentOutput,
  CapturePaymentInput,
  CapturePaymentOutput,
  CreateAccountHolderInput,
  CreateAccountHolderOutput,
  DeletePaymentInput,
  DeletePaymentOutput,
  GetPaymentStatusInput,
  GetPaymentStatusOutput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
  Logger,
  RefundPaymentInput,
  RefundPaymentOutput,
  RetrievePaymentInput,
  RetrievePaymentOutput,
  UpdatePaymentInput,
  UpdatePaymentOutput,
  WebhookActionResult,
} from "@medusajs/framework/types"
import { AbstractPaymentProvider, ContainerRegistrationKeys, PaymentActions, PaymentSessionStatus } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../errors"
import { toLogLine } from "../../observability/log"
import { denialOf } from "../../modules/customer-role/access"
import { bulkOrdersLevel } from "../../modules/customer-role/bulk-orders-level"
import { noteCreditedCart } from "../../modules/customer-role/order-placers"
import { lookUpCustomer } from "../../modules/customer-role/role-lookup"
import { CREDIT } from "../../modules/customer-role/features"
import { countDenial } from "../../observability/metrics"
import { findPayers, type Payer } from "./payers"

/** What a payment is asked for with. */
type Asked = Pick<AuthorizePaymentInput, "data" | "context">

/**
 * Payment on account: the shop writes an invoice, and trusts the customer to pay it. So it asks who they are, whenever a
 * payment is begun, changed or promised: the rule of bulk orders, as the database has it at that moment, for the customer
 * whose cart or order the payment session pays for. What comes in from outside, a session's `data` above all, only says
 * which session is meant. Whoever runs Medusa's workflows is asked the same, whatever route, webhook or job they come from.
 *
 * Taking the money, giving it back and calling the payment off are up to the shop.
 *
 * @example
 * // medusa-config.ts
 * modules: [{
 *   resolve: "@medusajs/medusa/payment",
 *   options: { providers: [{ resolve: "medusa-plugin-customer-role/providers/on-account", id: "b2b" }] },
 * }]
 *
 * @see https://docs.medusajs.com/resources/references/payment/provider
 */
export default class OnAccountPaymentProviderService extends AbstractPaymentProvider {
  static override identifier = "on-account"

  private readonly db: Knex
  private readonly logger: Logger

  constructor(cradle: Record<string, unknown> & { logger: Logger; [ContainerRegistrationKeys.PG_CONNECTION]: Knex }, options?: Record<string, unknown>) {
    super(cradle, options)
    this.logger = cradle.logger
    this.db = cradle[ContainerRegistrationKeys.PG_CONNECTION]
  }

  override async initiatePayment(input: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    const { id } = await this.requireCredit(input)
    return { id, status: PaymentSessionStatus.PENDING, data: { session_id: id } }
  }

  /** Medusa does not say which session it is: the data that the session was begun with does. */
  override async updatePayment(input: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    const { id } = await this.requireCredit(input)
    return { status: PaymentSessionStatus.PENDING, data: { session_id: id } }
  }

  override async authorizePayment(input: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    const { id, payers } = await this.requireCredit(input)
    for (const { cart_id, customer_id } of payers) {
      if (cart_id && customer_id) {
        await noteCreditedCart(this.db, cart_id, customer_id)
      }
    }
    return { status: PaymentSessionStatus.AUTHORIZED, data: { session_id: id } }
  }

  override async capturePayment({ data }: CapturePaymentInput): Promise<CapturePaymentOutput> {
    return { data }
  }

  override async cancelPayment({ data }: CancelPaymentInput): Promise<CancelPaymentOutput> {
    return { data }
  }

  override async refundPayment({ data }: RefundPaymentInput): Promise<RefundPaymentOutput> {
    return { data }
  }

  override async deletePayment({ data }: DeletePaymentInput): Promise<DeletePaymentOutput> {
    return { data }
  }

  override async retrievePayment({ data }: RetrievePaymentInput): Promise<RetrievePaymentOutput> {
    return { data }
  }

  override async getPaymentStatus({ data }: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    return { status: PaymentSessionStatus.AUTHORIZED, data }
  }

  override async getWebhookActionAndData(): Promise<WebhookActionResult> {
    return { action: PaymentActions.NOT_SUPPORTED }
  }

  /** Nobody keeps an account elsewhere. Without an answer Medusa would warn of every payment. */
  async createAccountHolder({ context }: CreateAccountHolderInput): Promise<CreateAccountHolderOutput> {
    return { id: context.customer.id }
  }

  /**
   * Refuses the payment unless everybody whose cart or order it pays for may have credit now. Gives the session
   * and them. A session that nobody is known to stand behind is nobody's.
   *
   * @throws CustomerRoleError `cart_customer_required`, or 403 with the guard's codes
   */
  private async requireCredit(asked: Asked): Promise<{ id: string; payers: Payer[] }> {
    const sessionIds = sessionsIn(asked)
    const payers = sessionIds.length > 0 ? await findPayers(this.db, sessionIds) : []
    const customerIds = payers.flatMap(({ customer_id, exists }) => (exists && customer_id ? customer_id : []))
    if (payers.length === 0 || customerIds.length < payers.length) {
      throw new CustomerRoleError("cart_customer_required")
    }
    for (const customerId of new Set(customerIds)) {
      await this.requireGoodStanding(customerId)
    }
    return { id: sessionIds[0], payers }
  }

  private async requireGoodStanding(customerId: string): Promise<void> {
    const lookup = await lookUpCustomer(this.db, customerId)
    const code = denialOf(lookup, bulkOrdersLevel())
    if (code) {
      const denial = { customer_id: customerId, clerk_user_id: lookup.record?.clerk_user_id, feature: CREDIT, code }
      countDenial(denial)
      this.logger.info(toLogLine("customer_role.access_denied", denial))
      throw new CustomerRoleError(code)
    }
  }
}

/**
 * The sessions that Medusa may mean: it names the session as the idempotency key of a payment that is begun or promised,
 * and in the data of one that is begun. A workflow may put something else in place of the one, and a shopper something
 * else into the other, so both have to stand up.
 */
const sessionsIn = ({ data, context }: Asked): string[] => [
  ...new Set([context?.idempotency_key, data?.session_id].filter((id): id is string => typeof id === "string" && id !== "")),
]
