import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  GetPaymentStatusOutput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
  PaymentProviderInput,
  PaymentProviderOutput,
  RefundPaymentInput,
  WebhookActionResult,
} from "@medusajs/framework/types"
import {
  AbstractPaymentProvider,
  BigNumber,
  MedusaError,
  ModuleProvider,
  Modules,
  PaymentActions,
  PaymentSessionStatus,
} from "@medusajs/framework/utils"

type Request = "authorize" | "refund" | "cancel" | "delete"

/** `away`: the provider cannot be reached. `answer lost`: the request takes effect, but its answer does not arrive. */
type Trouble = "away" | "answer lost"

/** A payment, found by the idempotency key that started it. */
type Account = { amount: number; taken: number; refunded: number }

const accounts = new Map<string, Account>()
const troubles: { request: Request; trouble: Trouble }[] = []
let declines = false
let returnsPaymentData = true

/** Controls the payment service behind {@link tillProvider}, which captures with the order, and makes it fail. */
export const till = {
  id: "pp_till_till",
  /** Makes the next requests of a kind fail, `times` times. */
  fail(request: Request, trouble: Trouble, times = 1): void {
    troubles.push(...Array.from({ length: times }, () => ({ request, trouble })))
  },
  /** Declines every payment from now on. */
  decline(): void {
    declines = true
  },
  /** Returns no payment data to the shop, so that only the idempotency key identifies a payment. */
  omitPaymentData(): void {
    returnsPaymentData = false
  },
  /** The payments that were captured. */
  charges: (): Omit<Account, "amount">[] =>
    [...accounts.values()].filter(({ taken }) => taken > 0).map(({ taken, refunded }) => ({ taken, refunded })),
  /** Failures that were arranged but have not happened. */
  troublesLeft: (): number => troubles.length,
  reset(): void {
    accounts.clear()
    troubles.splice(0)
    declines = false
    returnsPaymentData = true
  },
}

const answering = <T>(request: Request, work: () => T): T => {
  const position = troubles.findIndex((next) => next.request === request)
  const [next] = position < 0 ? [] : troubles.splice(position, 1)
  if (next?.trouble === "away") {
    throw new Error("connect ECONNREFUSED")
  }
  const answer = work()
  if (next) {
    throw new Error("socket hang up")
  }
  return answer
}

const accountOf = ({ data, context }: PaymentProviderInput): Account | undefined =>
  accounts.get(String(data?.till_payment_id ?? context?.idempotency_key))

class TillProviderService extends AbstractPaymentProvider {
  static override identifier = "till"

  constructor(container: Record<string, unknown>) {
    super(container)
  }

  override async initiatePayment({ amount, context }: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    const id = String(context?.idempotency_key)
    accounts.set(id, { amount: new BigNumber(amount).numeric, taken: 0, refunded: 0 })
    return { id, data: returnsPaymentData ? { till_payment_id: id } : {} }
  }

  /** Captures once, however often it is called. */
  override async authorizePayment(input: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    const id = String(input.data?.till_payment_id ?? input.context?.idempotency_key)
    return answering("authorize", () => {
      const account = accountOf(input)
      if (!account || declines) {
        return { status: PaymentSessionStatus.ERROR, data: input.data }
      }
      account.taken = account.amount
      return { status: PaymentSessionStatus.CAPTURED, data: { ...input.data, till_payment_id: id } }
    })
  }

  override async refundPayment(input: RefundPaymentInput): Promise<PaymentProviderOutput> {
    return answering("refund", () => {
      const account = accountOf(input)
      const amount = new BigNumber(input.amount).numeric
      if (!account || account.refunded + amount > account.taken) {
        throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "There is not so much to give back")
      }
      account.refunded += amount
      return { data: input.data }
    })
  }

  override async cancelPayment(input: PaymentProviderInput): Promise<PaymentProviderOutput> {
    return answering("cancel", () => unlessCaptured(input))
  }

  override async deletePayment(input: PaymentProviderInput): Promise<PaymentProviderOutput> {
    return answering("delete", () => unlessCaptured(input))
  }

  override async capturePayment({ data }: PaymentProviderInput): Promise<PaymentProviderOutput> {
    return { data }
  }

  override async updatePayment({ data }: PaymentProviderInput): Promise<PaymentProviderOutput> {
    return { data }
  }

  override async retrievePayment({ data }: PaymentProviderInput): Promise<PaymentProviderOutput> {
    return { data }
  }

  override async getPaymentStatus(input: PaymentProviderInput): Promise<GetPaymentStatusOutput> {
    return { status: accountOf(input)?.taken ? PaymentSessionStatus.CAPTURED : PaymentSessionStatus.PENDING }
  }

  override async getWebhookActionAndData(): Promise<WebhookActionResult> {
    return { action: PaymentActions.NOT_SUPPORTED }
  }
}

/** Captured money returns by refund only. A payment that does not exist needs nothing. */
const unlessCaptured = (input: PaymentProviderInput): PaymentProviderOutput => {
  if (accountOf(input)?.taken) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "The money has been taken")
  }
  return { data: input.data }
}

/** A payment provider that captures with the order, as wallets and some card acquirers do. */
export const tillProvider = ModuleProvider(Modules.PAYMENT, { services: [TillProviderService] })
