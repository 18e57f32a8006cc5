"use client"

import type { Quote, QuoteWish } from "medusa-customer-role-storefront"
import type { QuoteConversation } from "medusa-customer-role-storefront/react/quotes"
import { useFormatter, useTranslations } from "next-intl"
import { type FormEvent, type ReactNode, useState } from "react"
import { Button, ButtonLink } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Input, Select, TextArea } from "@/components/ui/input"
import { Notice } from "@/components/ui/notice"
import type { AddressChoice } from "@/modules/quick-order/address-choices"
import { amountOf } from "../amount"
import { titleOf } from "./offer"

export type OpenDialog = "accept" | "round" | "decline" | "withdraw"

type Props = {
  quote: Quote
  open: OpenDialog | undefined
  onClose: () => void
  addresses: AddressChoice[]
  conversation: Pick<QuoteConversation, "accept" | "renegotiate" | "decline" | "cancel" | "pending">
  /** What the shop said when it refused. */
  problem: string | undefined
}

/** The forms behind the answers to an offer. What is typed stays where the shop refuses. */
export const DecisionDialogs = ({ open, onClose, ...props }: Props) => {
  const t = useTranslations("quotes.decide")
  const shared = { close: t("close"), isForm: true, onOpenChange: (isOpen: boolean) => !isOpen && onClose() }
  return (
    <>
      <Dialog {...shared} open={open === "accept"} title={t("acceptTitle")}>
        <AcceptForm {...props} onDone={onClose} />
      </Dialog>
      <Dialog {...shared} open={open === "round"} title={t("roundTitle")} description={t("roundText")}>
        <RoundForm {...props} onDone={onClose} />
      </Dialog>
      <Dialog {...shared} open={open === "decline"} title={t("declineTitle")} description={t("declineText")}>
        <DeclineForm {...props} onDone={onClose} />
      </Dialog>
      <Dialog {...shared} open={open === "withdraw"} title={t("withdrawTitle")} description={t("withdrawText")}>
        <WithdrawForm {...props} onDone={onClose} />
      </Dialog>
    </>
  )
}

type FormProps = Omit<Props, "open" | "onClose"> & { onDone: () => void }

const Frame = ({
  act,
  isBusy,
  isDanger = false,
  submit,
  problem,
  isDisabled = false,
  children,
}: {
  act: () => Promise<void>
  isBusy: boolean
  isDanger?: boolean
  submit: string
  problem: string | undefined
  isDisabled?: boolean
  children?: ReactNode
}) => {
  const t = useTranslations("quotes.failed")
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void act()
  }
  return (
    <form noValidate onSubmit={onSubmit} className="grid gap-4">
      {children}
      {problem !== undefined && (
        <Notice tone="stop" live="assertive" title={t("title")}>
          {problem} {t("nothingLost")}
        </Notice>
      )}
      <Button type="submit" variant={isDanger ? "danger" : "primary"} busy={isBusy} disabled={isDisabled} block>
        {submit}
      </Button>
    </form>
  )
}

const AcceptForm = ({ quote, addresses, conversation, problem, onDone }: FormProps) => {
  const t = useTranslations("quotes.decide")
  const format = useFormatter()
  const [addressId, setAddressId] = useState(addresses[0]?.id ?? "")
  const [purchaseOrder, setPurchaseOrder] = useState("")
  const isGross = quote.items.every(({ is_tax_inclusive }) => is_tax_inclusive)
  const total = format.number(quote.total ?? 0, { style: "currency", currency: quote.currency_code.toUpperCase() })
  const act = async () => {
    const isDone = await conversation.accept({
      shipping_address_id: addressId,
      ...(purchaseOrder.trim() ? { purchase_order_number: purchaseOrder.trim() } : {}),
    })
    if (isDone) {
      onDone()
    }
  }
  return (
    <Frame act={act} isBusy={conversation.pending === "accept"} submit={t("order")} problem={problem} isDisabled={addressId === ""}>
      <p className="text-sm text-ink-soft">{t(isGross ? "acceptGross" : "acceptText", { total })}</p>
      {addresses.length > 0 ? (
        <Field label={t("deliverTo")}>
          <Select value={addressId} onChange={({ target }) => setAddressId(target.value)}>
            {addresses.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      ) : (
        <Notice tone="ask" title={t("noAddress")} action={<ButtonLink href="/account/addresses">{t("addAddress")}</ButtonLink>} />
      )}
      <Field label={t("purchaseOrder")} optional={t("optional")}>
        <Input value={purchaseOrder} maxLength={255} autoComplete="off" onChange={({ target }) => setPurchaseOrder(target.value)} />
      </Field>
    </Frame>
  )
}

const RoundForm = ({ quote, conversation, problem, onDone }: FormProps) => {
  const t = useTranslations("quotes.decide")
  const tn = useTranslations("quotes.new")
  const tq = useTranslations("quotes.columns")
  const format = useFormatter()
  const [message, setMessage] = useState("")
  const [isComplained, setIsComplained] = useState(false)
  const [wishes, setWishes] = useState<Record<string, { quantity?: string; target?: string }>>({})
  const isBad = ({ quantity = "", target = "" }: { quantity?: string; target?: string }) => ({
    quantity: quantity.trim() !== "" && !/^[1-9]\d{0,8}$/.test(quantity.trim()),
    target: target.trim() !== "" && amountOf(target) === undefined,
  })
  const act = async () => {
    const problems = Object.values(wishes).map(isBad)
    if (message.trim() === "" || problems.some(({ quantity, target }) => quantity || target)) {
      setIsComplained(true)
      return
    }
    const items = Object.entries(wishes).flatMap(([id, { quantity = "", target = "" }]): QuoteWish[] => {
      const amount = amountOf(target)
      const wish = {
        ...(quantity.trim() ? { quantity: Number(quantity) } : {}),
        ...(amount === undefined ? {} : { target_unit_price: amount }),
      }
      return Object.keys(wish).length > 0 ? [{ id, ...wish }] : []
    })
    if (await conversation.renegotiate(message.trim(), items)) {
      onDone()
    }
  }
  return (
    <Frame act={act} isBusy={conversation.pending === "renegotiate"} submit={t("sendRound")} problem={problem}>
      <Field label={t("message")} error={isComplained && message.trim() === "" && t("messageMissing")} required>
        <TextArea value={message} maxLength={5000} onChange={({ target }) => setMessage(target.value)} />
      </Field>
      <fieldset className="grid gap-3">
        <legend className="mb-2 text-sm font-medium">{t("targets")}</legend>
        <div className="grid max-h-72 gap-3 overflow-y-auto">
          <div aria-hidden className="grid grid-cols-[minmax(0,1fr)_5.5rem_6.5rem] gap-2 text-xs text-ink-faint">
            <span>{tq("article")}</span>
            <span className="num pr-3">{tq("quantity")}</span>
            <span className="num pr-3">{tq("target")}</span>
          </div>
          {quote.items.map((item) => {
            const title = titleOf(item)
            const wish = wishes[item.id] ?? {}
            const bad = isBad(wish)
            const set = (change: typeof wish) => setWishes({ ...wishes, [item.id]: { ...wish, ...change } })
            return (
              <div key={item.id} className="grid grid-cols-[minmax(0,1fr)_5.5rem_6.5rem] items-center gap-2 text-sm">
                <span className="wrap-anywhere">{title}</span>
                <Input
                  aria-label={t("quantityOf", { title })}
                  aria-invalid={bad.quantity || undefined}
                  inputMode="numeric"
                  className="num"
                  placeholder={String(item.quantity)}
                  value={wish.quantity ?? ""}
                  onChange={({ target }) => set({ quantity: target.value })}
                />
                <Input
                  aria-label={t("targetOf", { title })}
                  aria-invalid={bad.target || undefined}
                  inputMode="decimal"
                  className="num"
                  placeholder={item.unit_price === null ? "" : format.number(item.unit_price, { minimumFractionDigits: 2 })}
                  value={wish.target ?? ""}
                  onChange={({ target }) => set({ target: target.value })}
                />
              </div>
            )
          })}
        </div>
        {isComplained && Object.values(wishes).some((wish) => isBad(wish).target) && (
          <p role="alert" className="text-sm text-stop">
            {tn("badTarget")}
          </p>
        )}
      </fieldset>
    </Frame>
  )
}

const DeclineForm = ({ conversation, problem, onDone }: FormProps) => {
  const t = useTranslations("quotes.decide")
  const [reason, setReason] = useState("")
  const act = async () => {
    if (await conversation.decline(reason.trim() || undefined)) {
      onDone()
    }
  }
  return (
    <Frame act={act} isBusy={conversation.pending === "decline"} isDanger submit={t("declineNow")} problem={problem}>
      <Field label={t("reason")} optional={t("optional")}>
        <TextArea value={reason} maxLength={5000} onChange={({ target }) => setReason(target.value)} />
      </Field>
    </Frame>
  )
}

const WithdrawForm = ({ conversation, problem, onDone }: FormProps) => {
  const t = useTranslations("quotes.decide")
  const act = async () => {
    if (await conversation.cancel()) {
      onDone()
    }
  }
  return <Frame act={act} isBusy={conversation.pending === "cancel"} isDanger submit={t("withdrawNow")} problem={problem} />
}
