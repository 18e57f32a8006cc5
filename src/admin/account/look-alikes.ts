import type { ListedBusiness } from "../api/types"

/** What the comparison needs of a search result. */
type Compared = Pick<ListedBusiness, "customer_id" | "tax_id" | "customer">

/** Domains of mailboxes that anybody can open. A company's own domain says more. */
const PUBLIC_MAIL = new Set(
  (
    "aol.com freenet.de gmail.com gmx.at gmx.ch gmx.de gmx.net googlemail.com hotmail.com hotmail.de hotmail.fr icloud.com " +
    "libero.it live.com mail.com mail.ru me.com msn.com orange.fr outlook.com outlook.de proton.me protonmail.com qq.com " +
    "t-online.de web.de wanadoo.fr yahoo.com yahoo.de yahoo.fr yandex.ru ziggo.nl"
  ).split(" ")
)

/**
 * Returns the domain of an e-mail address, unless anybody can open a mailbox there.
 *
 * @example
 * companyDomain("mara@Lindner.example") // "lindner.example"
 */
export const companyDomain = (email: string | null | undefined): string | undefined => {
  const domain = email?.split("@").at(-1)?.toLowerCase()
  return domain && email?.includes("@") && !PUBLIC_MAIL.has(domain) ? domain : undefined
}

/** Returns a tax id without what people write differently: case, spaces and punctuation. */
export const comparableTaxId = (taxId: string | null | undefined): string => (taxId ?? "").toUpperCase().replace(/[^\p{L}\p{N}]/gu, "")

/**
 * Returns the other customers among search results that have the same tax id.
 *
 * @example
 * sameTaxId(role, found.customers)
 */
export const sameTaxId = <Found extends Compared>(role: { customer_id: string; tax_id: string | null }, found: Found[]): Found[] => {
  const taxId = comparableTaxId(role.tax_id)
  return taxId ? found.filter((other) => other.customer_id !== role.customer_id && comparableTaxId(other.tax_id) === taxId) : []
}

/**
 * Returns the other customers among search results whose e-mail address has the domain.
 *
 * @example
 * sameDomain(role, "lindner.example", found.customers)
 */
export const sameDomain = <Found extends Compared>(role: { customer_id: string }, domain: string | undefined, found: Found[]): Found[] =>
  domain ? found.filter((other) => other.customer_id !== role.customer_id && companyDomain(other.customer?.email) === domain) : []
