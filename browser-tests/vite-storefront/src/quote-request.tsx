import { isCustomerRoleError } from "medusa-customer-role-storefront"
import { type FormEvent, useState } from "react"
import { useShop } from "./shop-provider"

/** Requests a quote from the browser. Stands outside the guards, so that a refusal by the shop shows. */
export const QuoteRequest = () => {
  const shop = useShop()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const [outcome, setOutcome] = useState<string>()

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const items = [{ sku: String(form.get("sku")), quantity: Number(form.get("quantity")) }]
    try {
      const { quote } = await shop.quotes.request({ items }, { idempotencyKey })
      setOutcome(`${quote.number} is ${quote.status}.`)
    } catch (error) {
      if (!isCustomerRoleError(error)) {
        throw error
      }
      setOutcome(`${error.code}: ${error.message}`)
    }
  }

  return (
    <form onSubmit={submit} aria-label="Request a quote">
      <label>
        SKU <input name="sku" required />
      </label>
      <label>
        Quantity <input name="quantity" type="number" required />
      </label>
      <button type="submit">Request a quote</button>
      <p role="status" aria-label="Outcome">
        {outcome}
      </p>
    </form>
  )
}
