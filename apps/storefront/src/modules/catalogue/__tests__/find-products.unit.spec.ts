import type { Filters } from "../filters"
import { findProducts } from "../find-products"
import { rankOf } from "../search"
import { stockOf } from "../stock"
import type { Product } from "../types"

const product = (
  title: string,
  its: { category?: string; price?: number; stock?: number; colours?: string[]; sku?: string; text?: string } = {}
): Product => {
  const { category = "tools", price = 10, stock = 100, colours = ["Black"], sku = title.toUpperCase(), text = "" } = its
  return {
    id: title,
    handle: title,
    title,
    description: text,
    categories: [{ handle: category, name: category }],
    options: [{ title: "Colour", values: colours }],
    variants: colours.map((colour) => ({
      id: `${title} ${colour}`,
      sku,
      title: colour,
      options: { Colour: colour },
      price: { currency: "eur", withTax: price * 1.19, withoutTax: price, list: null },
      stock: stockOf({ manage_inventory: true, inventory_quantity: stock }),
    })),
  }
}

const HAMMER = product("Hammer", { price: 16, sku: "TLS-HAMR-450" })
const PEN = product("Pen", { category: "desk", price: 3, colours: ["Black", "Blue"] })
const LAMP = product("Lamp", { category: "desk", price: 49, stock: 0, colours: ["White", "Black"] })
const GLOVES = product("Schnittschutzhandschuhe", { category: "safety", price: 8, text: "Größe M, weiß" })
const ALL = [HAMMER, PEN, LAMP, GLOVES]

const NOTHING: Filters = { q: "", category: "", price: null, option: [], stock: false, sort: "best", page: 1 }
const find = (filters: Partial<Filters>) => findProducts(ALL, { ...NOTHING, ...filters }, (price) => price.withoutTax)
const titles = (filters: Partial<Filters>) => find(filters).products.map(({ title }) => title)

describe("the search of the catalogue", () => {
  it("finds parts of German compounds, in any case and without umlauts", () => {
    expect(rankOf(GLOVES, "HANDSCHUH grosse")).toBeGreaterThan(0)
    expect(rankOf(GLOVES, "größe")).toBeGreaterThan(0)
  })

  it("puts the exact article number before everything", () => {
    expect(rankOf(HAMMER, "tls-hamr-450")).toBeGreaterThan(rankOf(HAMMER, "hammer"))
  })

  it("finds nothing if one of the words is nowhere", () => {
    expect(rankOf(HAMMER, "hammer gloves")).toBe(0)
  })

  it("finds a short word only where one begins", () => {
    expect(rankOf(GLOVES, "m")).toBeGreaterThan(0)
    expect(rankOf(GLOVES, "ch")).toBe(0)
  })
})

describe("the filters of the catalogue", () => {
  it("narrow down by category, price, stock and option at once", () => {
    expect(titles({ category: "desk" })).toEqual(["Pen", "Lamp"])
    expect(titles({ category: "desk", stock: true })).toEqual(["Pen"])
    expect(titles({ price: "10-25" })).toEqual(["Hammer"])
    expect(titles({ option: ["Colour:Blue"] })).toEqual(["Pen"])
    expect(titles({ option: ["Colour:Blue"], price: "10-25" })).toEqual([])
  })

  it("count what a click brings, whatever else of the same facet is chosen", () => {
    const found = find({ category: "desk", option: ["Colour:Blue"] })
    expect(found.categories.find(({ value }) => value === "tools")).toEqual({ value: "tools", count: 0, isChosen: false })
    const [colours] = found.options
    expect(colours?.choices.find(({ value }) => value === "Black")?.count).toBe(2)
  })

  it("leave out an option that no product has, such as one in another language", () => {
    expect(titles({ option: ["Farbe:Blau"] })).toHaveLength(ALL.length)
  })

  it("sort by price both ways, and put what is sold out last otherwise", () => {
    expect(titles({ sort: "price" })).toEqual(["Pen", "Schnittschutzhandschuhe", "Hammer", "Lamp"])
    expect(titles({ sort: "-price" })).toEqual(["Lamp", "Hammer", "Schnittschutzhandschuhe", "Pen"])
    expect(titles({}).at(-1)).toBe("Lamp")
  })

  it("show the last page for one behind it", () => {
    expect(find({ page: 9 })).toMatchObject({ page: 1, pages: 1 })
  })
})

describe("stock in words", () => {
  it.each([
    [{ manage_inventory: true, inventory_quantity: 0 }, "out"],
    [{ manage_inventory: true, inventory_quantity: 6 }, "few"],
    [{ manage_inventory: true, inventory_quantity: 20 }, "in"],
    [{ manage_inventory: true, inventory_quantity: 0, allow_backorder: true }, "in"],
    [{ manage_inventory: false, inventory_quantity: 0 }, "in"],
  ])("%j is %s", (variant, state) => {
    expect(stockOf(variant).state).toBe(state)
  })
})
