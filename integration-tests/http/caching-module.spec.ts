/** @own-app */
import { BUSINESS_BOLT_PRICE } from "../helpers/catalogue"
import { type CartView, fillCart } from "../helpers/checkout"
import { eventually } from "../helpers/eventually"
import { describeShop } from "../helpers/shop"
import { setProductTitle } from "../helpers/written-states"

const LIST_PRICE = 10

type ProductList = { products: { id: string; title: string; variants: { calculated_price: { calculated_amount: number } }[] }[] }

// Medusa reads the flag when the app starts, which for this file is after this line.
process.env.MEDUSA_FF_CACHING = "true"

describeShop("A shop with Medusa's Caching Module", { catalogue: true }, (shop) => {
  const listProduct = async (token?: string) => {
    const { regionId } = shop.catalogue
    const path = `/store/products?q=Bolts&region_id=${regionId}&fields=id,title,*variants.calculated_price`
    const { body } = await shop.get<ProductList>(path, { token })
    return body.products[0]
  }
  /** Returns what the customer sees in an open cart, in a new one and in the list of products. Reads all twice, to fill the cache. */
  const pricesOf = async (token: string, cart: CartView) => {
    const readAll = async () => [
      (await shop.get<{ cart: CartView }>(`/store/carts/${cart.id}`, { token })).body.cart.items[0].unit_price,
      (await fillCart(shop, { token })).items[0].unit_price,
      (await listProduct(token)).variants[0].calculated_price.calculated_amount,
    ]
    const first = await readAll()
    expect(await readAll()).toEqual(first)
    return first
  }
  const everywhere = (price: number) => [price, price, price]

  it("caches the list of products", async () => {
    // Medusa stores an answer after it has sent it.
    await eventually(async () => {
      const { id, title } = await listProduct()
      await setProductTitle(shop, id, `${title}!`)
      expect((await listProduct()).title).toBe(title)
    })
  })

  it("gives a business its group's prices in carts and lists as soon as it is verified, and takes them away with the verification", async () => {
    const { id, token } = await shop.syncedBusiness("pending")
    const cart = await fillCart(shop, { token })
    expect(await pricesOf(token, cart)).toEqual(everywhere(LIST_PRICE))

    await shop.decide(id, true)
    expect(await pricesOf(token, cart)).toEqual(everywhere(BUSINESS_BOLT_PRICE))

    await shop.decide(id, false)
    expect(await pricesOf(token, cart)).toEqual(everywhere(LIST_PRICE))

    await shop.decide(id, true)
    expect(await pricesOf(token, cart)).toEqual(everywhere(BUSINESS_BOLT_PRICE))
  })
})
