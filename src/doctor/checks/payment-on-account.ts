import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { isCreditProvider } from "../../payment/credit-providers"
import { type Check, listed, ok, warning } from "../finding"

type Region = { name: string; payment_providers?: ({ id: string; is_enabled?: boolean } | null)[] }

/** Whether verified businesses can order on account. */
export const paymentOnAccount: Check = {
  name: "payment_on_account",
  title: "Payment",
  async look({ container, options }) {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const [{ data: providers }, { data: regions }] = await Promise.all([
      query.graph({ entity: "payment_provider", fields: ["id"], filters: { is_enabled: true } }),
      query.graph({ entity: "region", fields: ["name", "payment_providers.id", "payment_providers.is_enabled"] }),
    ])
    const onAccount = providers.map(({ id }: { id: string }) => id).filter((id: string) => isCreditProvider(options, id))
    if (!onAccount.length) {
      return warning(
        "No payment provider gives credit, so bulk orders are paid in advance.",
        "Add medusa-plugin-customer-role/providers/on-account to the Payment Module, or use withCustomerRole."
      )
    }
    const isOnAccount = (provider: { id: string } | null): boolean => provider !== null && onAccount.includes(provider.id)
    const without = regions
      .filter(({ payment_providers = [] }: Region) => !payment_providers.some(isOnAccount))
      .map(({ name }: Region) => name)
    if (!regions.length || without.length) {
      return warning(
        regions.length ? `Businesses cannot pay on account in ${listed(without)}.` : "The shop has no region yet.",
        `Add the payment provider ${onAccount[0]} to the regions (admin, Settings, Regions).`
      )
    }
    return ok(`${listed(onAccount)} in ${regions.length === 1 ? "the only region" : `all ${regions.length} regions`}`)
  },
}
