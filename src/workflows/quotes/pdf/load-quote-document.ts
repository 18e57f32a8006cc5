import type { BigNumberInput, CustomerAddressDTO, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import { QUOTE_MODULE } from "../../../modules/quote"
import { statusNow } from "../../../modules/quote/transitions"
import type { QuoteItemRecord, QuoteOffer, QuoteRecord } from "../../../modules/quote/types"
import type { QuoteDocument } from "../../../quote-pdf/types"

export type LoadQuoteDocumentInput = {
  quote: QuoteRecord
  /** 0 is the request. @default the last revision sent */
  revision?: number
  /** @default the plugin option `quotes.pdf.locale` */
  locale?: string
}

/**
 * Returns the content of a revision's PDF, with only what the customer may see. Includes the totals of the order that the
 * revision became, unless the order was edited: its totals no longer match the offer then.
 *
 * @throws CustomerRoleError `not_found` for a revision that does not exist
 *
 * @example
 * const document = await loadQuoteDocument(container, { quote, revision: 2, locale: "de-DE" })
 */
export const loadQuoteDocument = async (
  container: MedusaContainer,
  { quote, revision = quote.revision, locale }: LoadQuoteDocumentInput
): Promise<QuoteDocument> => {
  const { pdf } = pluginOptions(container).quotes
  const isLast = revision === quote.revision
  const offer = isLast ? quote.offer : await container.resolve(QUOTE_MODULE).getOffer(quote.id, revision)
  const order = isLast ? await loadOrder(container, quote.order_id) : undefined
  return {
    number: quote.number,
    revision,
    superseded_by: isLast ? null : quote.revision,
    status: statusNow(quote),
    locale: locale ?? pdf.locale,
    currency_code: quote.currency_code,
    decimal_digits: quote.decimal_digits,
    issued_at: offer.created_at,
    valid_until: offer.valid_until,
    seller: { name: pdf.seller.name ?? (await storeNameOf(container)), lines: pdf.seller.lines },
    buyer: await loadBuyer(container, quote.customer_id, offer, order?.address),
    lines: offer.items.map(toLine),
    total: offer.total,
    ...(order?.totals ? { order: order.totals } : {}),
    message: offer.message,
  }
}

const toLine = ({
  sku,
  title,
  variant_title,
  quantity,
  list_unit_price,
  unit_price,
  is_tax_inclusive,
  note,
}: QuoteItemRecord): QuoteDocument["lines"][number] => ({
  sku,
  title,
  variant_title,
  quantity,
  list_unit_price,
  unit_price,
  is_tax_inclusive,
  total: unit_price === null ? null : MathBN.mult(unit_price, quantity).toNumber(),
  note,
})

const storeNameOf = async (container: MedusaContainer): Promise<string> => {
  const [store] = await container.resolve(Modules.STORE).listStores({}, { select: ["name"], take: 1 })
  return store?.name ?? ""
}

type PostalAddress = Partial<
  Pick<
    CustomerAddressDTO,
    "company" | "first_name" | "last_name" | "address_1" | "address_2" | "postal_code" | "city" | "province" | "country_code"
  >
>

const loadBuyer = async (
  container: MedusaContainer,
  customerId: string,
  { company_name, tax_id }: QuoteOffer,
  ordered: PostalAddress | undefined
): Promise<QuoteDocument["buyer"]> => {
  // Quotes outlive their customer: a deleted one has no name here.
  const [customer] = await container.resolve(Modules.CUSTOMER).listCustomers({ id: customerId }, { relations: ["addresses"], take: 1 })
  const addresses = customer?.addresses ?? []
  const address =
    ordered ??
    addresses.find(({ is_default_billing }) => is_default_billing) ??
    addresses.find(({ is_default_shipping }) => is_default_shipping) ??
    addresses[0]
  return {
    company_name,
    tax_id,
    name: [customer?.first_name, customer?.last_name].filter(Boolean).join(" ") || null,
    email: customer?.email ?? null,
    // The quote of an erased person has no customer. Its delivery address would still identify them.
    address: address && customerId ? toAddressLines(address) : [],
  }
}

const toAddressLines = ({ address_1, address_2, postal_code, city, province, country_code }: PostalAddress): string[] =>
  [address_1, address_2, [postal_code, city].filter(Boolean).join(" "), province, country_code?.toUpperCase()].flatMap((line) => line || [])

type OrderRow = {
  version: number
  display_id: number | null
  item_subtotal: BigNumberInput
  shipping_subtotal: BigNumberInput
  discount_subtotal: BigNumberInput
  tax_total: BigNumberInput
  total: BigNumberInput
  billing_address?: PostalAddress | null
}

const loadOrder = async (
  container: MedusaContainer,
  id: string | null
): Promise<{ totals?: QuoteDocument["order"]; address?: PostalAddress } | undefined> => {
  if (id === null) {
    return undefined
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["version", "display_id", "item_subtotal", "shipping_subtotal", "discount_subtotal", "tax_total", "total", "billing_address.*"],
    filters: { id },
  })
  const [order]: OrderRow[] = data
  return (
    order && {
      totals: order.version > 1 ? undefined : toTotals(order),
      address: order.billing_address ?? undefined,
    }
  )
}

const toTotals = (order: OrderRow): NonNullable<QuoteDocument["order"]> => ({
  display_id: order.display_id,
  subtotal: toNumber(order.item_subtotal),
  shipping_total: toNumber(order.shipping_subtotal),
  discount_total: toNumber(order.discount_subtotal),
  tax_total: toNumber(order.tax_total),
  total: toNumber(order.total),
})

const toNumber = (amount: BigNumberInput): number => MathBN.convert(amount ?? 0).toNumber()
