import type { Page } from "playwright-core"
import { arriveAt, openAs, signIn, signOut, speak } from "./helpers/actions"
import { seriousViolations } from "./helpers/axe"
import { useBrowser } from "./helpers/browser"
import { eventually } from "./helpers/eventually"
import { newIndividual, newVerifiedBusiness, unique } from "./helpers/people"

const browser = useBrowser()

const GLOVES = "/products/cut-resistant-gloves"

/** The way to the cart, as the header names it with some lines in it. */
const cartWith = (page: Page, lines: string) => page.getByRole("banner").getByRole("link", { name: new RegExp(`^Cart\\s*,\\s*${lines}$`) })

const emptyCart = (page: Page) => page.getByRole("banner").getByRole("link", { name: "Cart", exact: true })

const addGloves = async (page: Page): Promise<void> => {
  await page.goto(GLOVES)
  await page.getByRole("button", { name: "Add to cart" }).click()
  await cartWith(page, "1 line").waitFor()
}

const typeAddress = async (page: Page, firstName: string): Promise<void> => {
  await page.getByRole("textbox", { name: "First name" }).fill(firstName)
  await page.getByRole("textbox", { name: "Last name" }).fill("Lindner")
  await page.getByRole("textbox", { name: "Street and number" }).fill("Werkstraße 4")
  await page.getByRole("textbox", { name: "Postal code" }).fill("50667")
  await page.getByRole("textbox", { name: "City" }).fill("Köln")
}

const goToCheckout = async (page: Page): Promise<void> => {
  await page.goto("/cart")
  await page.getByRole("link", { name: "Go to checkout" }).click()
  await arriveAt(page, "/checkout")
}

/** Orders as soon as the total has its delivery, and waits for the confirmation. */
const order = async (page: Page, action: string): Promise<void> => {
  await page.getByText("Delivery, ").waitFor()
  await page.getByRole("button", { name: action }).click()
  await page.getByRole("heading", { name: "Thank you, we have your order" }).waitFor()
}

describe("shopping", () => {
  it("lets a guest search, narrow down, change a quantity, switch the language in the middle, and pay in advance", async () => {
    const { page } = await browser.visitor()
    await page.goto("/")
    await page.getByRole("searchbox", { name: "Search products" }).fill("gloves")
    await page.getByRole("searchbox", { name: "Search products" }).press("Enter")
    await page.getByText("2 products", { exact: true }).waitFor()
    await page.getByRole("link", { name: /^€10 to €25/ }).click()
    await page.getByText("1 product", { exact: true }).waitFor()
    expect(new URL(page.url()).searchParams.get("price")).toBe("10-25")
    await speak(page, "Deutsch")
    expect(page.url()).toMatch(/\/de\/search\?q=gloves&price=10-25$/)
    expect(await page.locator("link[rel=alternate][hreflang=en]").getAttribute("href")).toMatch(/\d\/search\?q=gloves&price=10-25$/)
    await speak(page, "English")
    expect(page.url()).toMatch(/\d\/search\?q=gloves&price=10-25$/)
    await page.getByRole("link", { name: "Nitrile Gloves Powder-free" }).click()
    await page.getByRole("button", { name: "Add to cart" }).click()
    await cartWith(page, "1 line").click()
    await arriveAt(page, "/cart")
    await page.getByRole("button", { name: "One more of Nitrile Gloves Powder-free" }).click()
    // Two boxes at 14.90 with 19 % of tax, as the shop itself counts them.
    const goods = page.locator("dt", { hasText: "Goods, incl. VAT" }).locator("xpath=following-sibling::dd[1]")
    await goods.filter({ hasText: "€35.46" }).waitFor()
    expect(await seriousViolations(page, "light")).toEqual([])
    await goToCheckout(page)
    await page.getByText("Delivery, ").waitFor()
    expect(await seriousViolations(page, "light")).toEqual([])
    await page.getByRole("textbox", { name: "E-mail" }).fill(`guest${unique()}@example.com`)
    await typeAddress(page, "Jonas")
    await speak(page, "Deutsch")
    await arriveAt(page, "/de/checkout")
    await page
      .getByRole("banner")
      .getByRole("link", { name: /^Warenkorb\s*,\s*1 / })
      .waitFor()
    const typed = { Vorname: "Jonas", Nachname: "Lindner", "Straße und Hausnummer": "Werkstraße 4", Postleitzahl: "50667", Ort: "Köln" }
    for (const [name, value] of Object.entries(typed)) {
      await eventually(`${name} is ${value} as before`, async () =>
        expect(await page.getByRole("textbox", { name, exact: true }).inputValue()).toBe(value)
      )
    }
    await speak(page, "English")
    await arriveAt(page, "/checkout")
    await order(page, "Order and pay in advance")
    await emptyCart(page).waitFor()
    expect(await seriousViolations(page, "light")).toEqual([])
  }, 120_000)

  it("shows a business its tiers while it types, sells on account with its own number, and orders again", async () => {
    const { page } = await browser.visitor()
    const business = await newVerifiedBusiness()
    await openAs(page, business, GLOVES)
    const tierOf = (quantity: string) => page.getByRole("row", { name: new RegExp(`^${quantity}`) })
    const isYours = (row: ReturnType<typeof tierOf>) => row.getByLabel("your quantity").waitFor()
    await isYours(tierOf("1 to 49"))
    await page.getByRole("textbox", { name: "Quantity" }).fill("50")
    await isYours(tierOf("50 and more"))
    const price = page.getByText("€6.07", { exact: true })
    expect(await price.count()).toBe(2)
    await page.getByRole("button", { name: "Add to cart" }).click()
    await cartWith(page, "1 line").waitFor()
    await goToCheckout(page)
    await page.getByText(`You are ordering for ${business.company ?? ""}`).waitFor()
    await typeAddress(page, "Mara")
    const number = `PO-${unique()}`
    await page.getByRole("textbox", { name: "Purchase order number" }).fill(number)
    await order(page, "Order on account")
    await page.getByText(`Your purchase order number: ${number}`).waitFor()
    await page.getByRole("link", { name: "See the order" }).click()
    await page.getByText(number).waitFor()
    await page.getByRole("button", { name: "Order again" }).click()
    await cartWith(page, "1 line").waitFor()
  }, 120_000)

  it("keeps the carts of two people on one browser apart, and brings each one's back", async () => {
    const { page } = await browser.visitor()
    await addGloves(page)
    const [first, second] = await Promise.all([newIndividual(), newIndividual()])
    await page.goto("/sign-in")
    await signIn(page, first)
    await cartWith(page, "1 line").waitFor()
    await eventually("the guest's cart has become the customer's", async () => {
      const cookies = await page.context().cookies()
      expect(cookies.map(({ name }) => name)).not.toContain("cedar-cart")
    })
    await signOut(page)
    await emptyCart(page).waitFor()
    await page.goto("/sign-in")
    await signIn(page, second)
    await emptyCart(page).waitFor()
    await page.goto("/cart")
    await page.getByText("Your cart is empty").waitFor()
    await signOut(page)
    await page.goto("/sign-in")
    await signIn(page, first)
    await cartWith(page, "1 line").waitFor()
    await goToCheckout(page)
    await typeAddress(page, first.firstName)
    await order(page, "Order and pay in advance")
    await signOut(page)
    await page.goto("/order-confirmed")
    await page.getByText("There is no order to show here").waitFor()
  }, 120_000)
})
