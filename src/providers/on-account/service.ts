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

/** The part of a payment request that names the session. */
type Asked = Pick<AuthorizePaymentInput, "data" | "context">

/**
 * Payment on account: the shop sends an invoice and trusts the customer to pay it. Whenever a payment is initiated,
 * updated or authorized, the provider reads the database and applies the rule of bulk orders to the customer whose cart
 * or order the session pays for. Input from outside, such as a session's `data`, only identifies the session and grants
 * nothing. The check is the same for every route, webhook and job that runs Medusa's payment workflows.
 *
 * Capturing, refunding and cancelling succeed without any action: the shop handles the money itself.
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

  constructor(
    cradle: Record<string, unknown> & { logger: Logger; [ContainerRegistrationKeys.PG_CONNECTION]: Knex },
    options?: Record<string, unknown>
  ) {
    super(cradle, options)
    this.logger = cradle.logger
    this.db = cradle[ContainerRegistrationKeys.PG_CONNECTION]
  }

  override async initiatePayment(input: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    const { id } = await this.requireCredit(input)
    return { id, status: PaymentSessionStatus.PENDING, data: { session_id: id } }
  }

  /** Finds the session through `data` from {@link initiatePayment}, because Medusa does not name it here. */
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

  /** Returns the customer itself, since there is no account elsewhere. Without this method Medusa logs a warning for every payment. */
  async createAccountHolder({ context }: CreateAccountHolderInput): Promise<CreateAccountHolderOutput> {
    return { id: context.customer.id }
  }

  /**
   * Refuses the payment unless every customer whose cart or order it pays for may have credit now. Returns the session and
   * these customers. Refuses a session without a known customer.
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
 * Returns every session that Medusa may mean. Medusa passes the session as the idempotency key, and the provider stores it
 * in `data`. A workflow may replace the key and a shopper may send other `data`, so all named sessions must pass the check.
 */
const sessionsIn = ({ data, context }: Asked): string[] => [
  ...new Set([context?.idempotency_key, data?.session_id].filter((id): id is string => typeof id === "string" && id !== "")),
]
