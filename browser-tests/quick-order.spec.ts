import type { Page } from "playwright-core"
import { CATALOGUE } from "../apps/backend/src/seed/catalogue"
import { openAs } from "./helpers/actions"
import { admin } from "./helpers/admin"
import { useBrowser } from "./helpers/browser"
import { openDashboard } from "./helpers/dashboard"
import { newVerifiedBusiness, type Person, unique } from "./helpers/people"
import { saveAddress, tokenOf } from "./helpers/store"
import { runningStack } from "./setup/stack"

const browser = useBrowser()
const dashboard = useBrowser(runningStack().backendUrl)

/** Articles of which nobody runs out here, by number and name. */
const ARTICLES = CATALOGUE.flatMap(({ title, variants }) => variants.flatMap(({ sku, stock }) => (stock >= 50 ? [{ sku, title }] : [])))

const buyer = async (): Promise<Person> => {
  const person = await newVerifiedBusiness()
  await saveAddress(await tokenOf(person))
  return person
}

/** Pastes a text into the page, not into one of its fields. */
const paste = async (page: Page, rows: (string | number)[][]): Promise<void> => {
  await page.getByText("Paste anywhere on this page").waitFor()
  await page.evaluate(
    (text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData("text/plain", text)
      document.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
    },
    rows.map((cells) => cells.join("\t")).join("\r\n")
  )
}

const quantity = (page: Page, row: number) => page.getByRole("textbox", { name: `Quantity, row ${row}`, exact: true })

const rowOf = (page: Page, row: number) => page.getByRole("row").filter({ has: quantity(page, row) })

const priceIn = (page: Page, row: number, amount: string) => rowOf(page, row).getByRole("cell", { name: amount, exact: true })

const typePurchaseOrder = async (page: Page): Promise<string> => {
  const number = `PO-${unique()}`
  await page.getByRole("textbox", { name: "Your purchase order number" }).fill(number)
  return number
}

const orderOnAccount = (page: Page) => page.getByRole("button", { name: "Order on account" }).click()

const ready = (page: Page) => page.getByText("Ready to order", { exact: true }).waitFor()

describe("the quick order", () => {
  it("orders fifty pasted rows on account, after a question about columns and one mended row", async () => {
    const visitor = await browser.visitor()
    // The question.
    visitor.expectMessage(/status of 400/)
    const { page } = visitor
    await openAs(page, await buyer(), "/quick-order")
    const rows = ARTICLES.filter(({ sku }) => sku !== "SAF-GLOV-M" && sku !== "TLS-TAPE-5").slice(0, 49)
    const bad = 41
    await paste(page, [
      ["Part no.", "Name", "Qty", "Qty"],
      ["SAF-GLOV-M", "Gloves", 90, 3],
      ...rows.map(({ sku, title }, at) => [at + 3 === bad ? "TLS-TAPE-55" : sku, title, 90, 2]),
    ])
    await page.getByText("Which column holds the quantity to order?").waitFor()
    await page.getByRole("button", { name: "such as 3, 2, 2" }).click()
    await page.getByText("50 rows read.").waitFor()

    await priceIn(page, 2, "€6.51").waitFor()
    await quantity(page, 2).fill("60")
    await priceIn(page, 2, "€6.07").waitFor()
    await priceIn(page, 2, "€364.20").waitFor()

    // Only the rows near the screen are in the page.
    expect(await quantity(page, bad).count()).toBe(0)
    await page.getByRole("button", { name: "Correct 1 row" }).click()
    await rowOf(page, bad).getByText("No article has this number.").waitFor()
    await rowOf(page, bad).getByRole("button", { name: "TLS-TAPE-5", exact: true }).click()
    await ready(page)
    const number = await typePurchaseOrder(page)
    await orderOnAccount(page)
    await page.getByText(/^Order \d+ is placed$/).waitFor()
    await page.getByRole("link", { name: "Open the order" }).click()
    await page.getByText(number).waitFor()
    await page.getByText("Gloves", { exact: false }).first().waitFor()
  }, 120_000)

  it("becomes a quote, which is offered in the admin, negotiated with a target price, accepted and ordered", async () => {
    const { page } = await browser.visitor()
    await openAs(page, await buyer(), "/quick-order")
    await paste(page, [
      ["SKU", "Quantity"],
      ["PAP-COPY-A4", 200],
      ["STO-TAPE-BRN", 60],
      ["DSK-ARCH-80", 120],
    ])
    await ready(page)
    await page.getByRole("button", { name: "Ask for a quote", exact: true }).click()
    await page.waitForURL(/\/account\/quotes\/new\?from=quick-order$/)
    await page.getByRole("textbox", { name: "Target price" }).first().fill("3.10")
    await page.getByRole("textbox", { name: "What should we know?" }).fill("We order this every month.")
    await page.getByRole("button", { name: "Ask for the quote" }).click()
    await page.getByText("We are working out your prices").waitFor()
    await page.getByText("you asked for €3.10").waitFor()

    const { page: desk } = await openDashboard(dashboard, `/quotes/${new URL(page.url()).pathname.split("/").at(-1) ?? ""}`)
    await offer(desk, "3,40")
    await page.reload()
    await page.getByText("Our offer waits for your answer").waitFor()
    await page.getByRole("button", { name: "Another round" }).click()
    const round = page.getByRole("dialog")
    await round.getByRole("textbox", { name: "What would you like to change?" }).fill("We can take it to three twenty.")
    await round.getByRole("textbox", { name: /^Target price of Copy Paper/ }).fill("3,20")
    await round.getByRole("button", { name: "Send" }).click()
    await page.getByText("We are working out your prices").waitFor()

    await desk.reload()
    await desk.getByText("We can take it to three twenty.").waitFor()
    await offer(desk, "3,25")
    await page.reload()
    await page.getByText("Our offer waits for your answer").waitFor()
    await page
      .getByRole("row", { name: /^Copy Paper.*€3\.25/ })
      .first()
      .waitFor()
    const pdf = await page.context().request.get(String(await page.getByRole("link", { name: "Open as PDF" }).getAttribute("href")))
    expect({ type: pdf.headers()["content-type"], start: (await pdf.body()).subarray(0, 5).toString() }).toEqual({
      type: "application/pdf",
      start: "%PDF-",
    })
    await page.getByRole("button", { name: "Accept and order" }).click()
    const form = page.getByRole("dialog")
    const number = `PO-${unique()}`
    await form.getByRole("textbox", { name: "Your purchase order number" }).fill(number)
    await form.getByRole("button", { name: "Order on account" }).click()
    await page.getByText("Ordered at these prices").waitFor()
    await page.getByRole("link", { name: "Open the order" }).click()
    await page.getByText(number).waitFor()
  }, 120_000)

  it("says beside the row that stock has run out, and loses nothing when the business is revoked in the middle", async () => {
    const visitor = await browser.visitor()
    // The shop refuses the order, and later the business.
    visitor.expectMessage(/status of (400|403)/)
    const { page } = visitor
    const person = await buyer()
    await admin.setStock("TLS-LEVL-60", 6)
    await openAs(page, person, "/quick-order")
    await paste(page, [
      ["SKU", "Quantity"],
      ["TLS-LEVL-60", 4],
      ["DSK-ARCH-50", 10],
    ])
    await ready(page)
    await admin.setStock("TLS-LEVL-60", 1)
    const number = await typePurchaseOrder(page)
    await orderOnAccount(page)
    await page.getByText("Something has changed since you looked").waitFor()
    await rowOf(page, 2).getByText("Only 1 left.").waitFor()
    await rowOf(page, 2).getByRole("button", { name: "Order 1", exact: true }).click()
    await ready(page)

    await admin.decide(person, { is_verified: false, note: "The company has moved." })
    await orderOnAccount(page)
    await page.getByText("You cannot order right now").waitFor()
    await page.getByText("Your rows are all here, also when you come back later.").waitFor()
    await page.getByText("Your verification has ended. Your overview says why.").first().waitFor()
    expect(await page.getByRole("textbox", { name: "Your purchase order number" }).inputValue()).toBe(number)
    expect(await page.getByRole("button", { name: "Order on account" }).isDisabled()).toBe(true)

    await admin.decide(person, { is_verified: true })
    await page.reload()
    await ready(page)
    expect([await quantity(page, 2).inputValue(), await quantity(page, 3).inputValue()]).toEqual(["1", "10"])
    await orderOnAccount(page)
    await page.getByText(/^Order \d+ is placed$/).waitFor()
  }, 120_000)
})

/** Offers the first line at a price, in the admin's page of the quote. */
const offer = async (desk: Page, price: string): Promise<void> => {
  const cell = desk.getByRole("textbox", { name: /^Unit price of/ }).first()
  await cell.fill(price)
  await cell.blur()
  await desk.getByText("Saved", { exact: true }).waitFor()
  await desk.getByRole("button", { name: /^Send (quote|revision 2)$/ }).click()
  await desk.getByRole("dialog").getByRole("button", { name: "Send to the customer" }).click()
  await desk.getByText("The customer can accept it now.").first().waitFor()
}
