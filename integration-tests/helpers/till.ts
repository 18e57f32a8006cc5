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

/** It cannot be reached; or it does what it is asked for, and its answer is lost on the way. */
type Trouble = "away" | "answer lost"

/** What it knows of one payment, by the idempotency key that the payment was begun with. */
type Account = { amount: number; taken: number; givenBack: number }

const accounts = new Map<string, Account>()
const troubles: { request: Request; trouble: Trouble }[] = []
let declines = false
let namesPayments = true

/** The other end of {@link tillProvider}: it takes the money with the order, and can be told to fail. */
export const till = {
  id: "pp_till_till",
  /** The next requests of a kind fail, as often as `times` says. */
  fail(request: Request, trouble: Trouble, times = 1): void {
    troubles.push(...Array.from({ length: times }, () => ({ request, trouble })))
  },
  /** Declines every payment from now on. */
  decline(): void {
    declines = true
  },
  /** Gives the shop nothing to keep when a payment is begun: payments are known by their idempotency keys alone. */
  nameNoPayments(): void {
    namesPayments = false
  },
  /** The payments for which money was taken. */
  charges: (): Omit<Account, "amount">[] =>
    [...accounts.values()].filter(({ taken }) => taken > 0).map(({ taken, givenBack }) => ({ taken, givenBack })),
  /** Troubles that have not come to pass. */
  troublesLeft: (): number => troubles.length,
  reset(): void {
    accounts.clear()
    troubles.splice(0)
    declines = false
    namesPayments = true
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
    accounts.set(id, { amount: new BigNumber(amount).numeric, taken: 0, givenBack: 0 })
    return { id, data: namesPayments ? { till_payment_id: id } : {} }
  }

  /** However often it is asked, it takes the money once. */
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
      if (!account || account.givenBack + amount > account.taken) {
        throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "There is not so much to give back")
      }
      account.givenBack += amount
      return { data: input.data }
    })
  }

  override async cancelPayment(input: PaymentProviderInput): Promise<PaymentProviderOutput> {
    return answering("cancel", () => unlessTaken(input))
  }

  override async deletePayment(input: PaymentProviderInput): Promise<PaymentProviderOutput> {
    return answering("delete", () => unlessTaken(input))
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

/** Money that was taken is given back by a refund and in no other way. What it cannot find, it has nothing to do for. */
const unlessTaken = (input: PaymentProviderInput): PaymentProviderOutput => {
  if (accountOf(input)?.taken) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "The money has been taken")
  }
  return { data: input.data }
}

/** A payment provider of a company that takes the money with the order, as wallets and some card acquirers do. */
export const tillProvider = ModuleProvider(Modules.PAYMENT, { services: [TillProviderService] })
