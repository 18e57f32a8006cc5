import { newAddressSchema, savedAddressSchema } from "../checkout-schema"
import { paymentChoices } from "../payments"

const ORDER = {
  email: "",
  addressId: "new",
  keepsAddress: false,
  deliveryId: "so_1",
  providerId: "pp_system_default",
  purchaseOrderNumber: " INK-1 ",
}

const ADDRESS = {
  name: "",
  company: "",
  firstName: "Jonas",
  lastName: "Weber",
  line1: "Lindenallee 7",
  line2: "",
  postalCode: "50968",
  city: "Köln",
  country: "de",
  phone: "",
  isDefault: false,
}

describe("the ways of paying", () => {
  it("put buying on account first where the shop offers it", () => {
    expect(paymentChoices([{ id: "pp_system_default" }, { id: "pp_on-account_b2b" }]).map(({ kind }) => kind)).toEqual([
      "onAccount",
      "inAdvance",
    ])
  })

  it("leave out providers that the page cannot show", () => {
    expect(paymentChoices([{ id: "pp_stripe_stripe" }])).toEqual([])
  })
})

describe("what the checkout accepts", () => {
  it("is an address that is typed, with the purchase order number trimmed", () => {
    expect(newAddressSchema({ isGuest: false }).parse({ ...ORDER, ...ADDRESS })).toMatchObject({
      purchaseOrderNumber: "INK-1",
      city: "Köln",
    })
  })

  it("needs no typed address where a saved one is chosen", () => {
    expect(savedAddressSchema({ isGuest: false }).safeParse({ ...ORDER, addressId: "cuaddr_1" }).success).toBe(true)
  })

  it("needs an e-mail address of guests, and takes none from customers", () => {
    expect(newAddressSchema({ isGuest: true }).safeParse({ ...ORDER, ...ADDRESS }).success).toBe(false)
    expect(newAddressSchema({ isGuest: true }).safeParse({ ...ORDER, ...ADDRESS, email: "jonas@example.com" }).success).toBe(true)
    expect(newAddressSchema({ isGuest: false }).safeParse({ ...ORDER, ...ADDRESS, email: "other@example.com" }).success).toBe(false)
  })

  it.each(["../admin", "", "a/b"])("is no id such as %j", (deliveryId) => {
    expect(newAddressSchema({ isGuest: false }).safeParse({ ...ORDER, ...ADDRESS, deliveryId }).success).toBe(false)
  })
})
