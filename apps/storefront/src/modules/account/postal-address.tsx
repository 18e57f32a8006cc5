import { useLocale } from "next-intl"

/** What an address in an order or an account has. */
type Address = {
  first_name?: string | null
  last_name?: string | null
  company?: string | null
  address_1?: string | null
  address_2?: string | null
  postal_code?: string | null
  city?: string | null
  country_code?: string | null
}

/** A postal address as it stands on a parcel. */
export const PostalAddress = ({ address }: { address: Address }) => {
  const locale = useLocale()
  const { first_name, last_name, company, address_1, address_2, postal_code, city, country_code } = address
  const country = country_code ? new Intl.DisplayNames(locale, { type: "region" }).of(country_code.toUpperCase()) : ""
  const lines = [
    company,
    [first_name, last_name].filter(Boolean).join(" "),
    address_1,
    address_2,
    [postal_code, city].filter(Boolean).join(" "),
    country,
  ]
  return (
    <address className="text-sm leading-6 not-italic wrap-anywhere">
      {lines
        .filter((line) => line)
        .map((line, index) => (
          <span key={index} className="block">
            {line}
          </span>
        ))}
    </address>
  )
}
