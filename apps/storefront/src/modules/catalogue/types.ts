/** What a unit costs, in major units, with and without tax. */
export type Amounts = { withTax: number; withoutTax: number }

/** The price of a variant for the visitor. */
export type Price = Amounts & {
  currency: string
  /** The price for everybody, where the visitor's is lower. */
  list: Amounts | null
}

/** How many there are. `count` is `null` where the shop does not count them. */
export type Stock = { state: "in" | "few" | "out"; count: number | null }

/** What one can buy: a product in one size, colour or pack. */
export type Variant = {
  id: string
  sku: string
  title: string
  /** Its value of each option, by the option's title. */
  options: Record<string, string>
  price: Price | null
  stock: Stock
}

export type Category = { handle: string; name: string }

export type Product = {
  id: string
  handle: string
  title: string
  description: string
  categories: Category[]
  options: { title: string; values: string[] }[]
  variants: Variant[]
}
