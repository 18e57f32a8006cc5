import { readFile } from "node:fs/promises"
import type { Page } from "playwright-core"
import { admin } from "./helpers/admin"
import { useBrowser, type Visitor } from "./helpers/browser"
import { grantOnly, openDashboard } from "./helpers/dashboard"
import { eventually } from "./helpers/eventually"
import { newVerifiedBusiness } from "./helpers/people"
import { postQuote, tokenOf } from "./helpers/store"
import { runningStack } from "./setup/stack"

const { backendUrl } = runningStack()
const browser = useBrowser(backendUrl)

const SHIP_TO = {
  first_name: "Mara",
  last_name: "Lindner",
  address_1: "Werkstraße 4",
  postal_code: "20095",
  city: "Hamburg",
  country_code: "de",
}

/** A picture of one pixel, in Base64. */
const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

/** Drops a picture onto whatever has this name. */
const drop = async (page: Page, name: string, filename: string): Promise<void> => {
  const dataTransfer = await page.evaluateHandle(
    ([content, file]) => {
      const data = new DataTransfer()
      data.items.add(new File([Uint8Array.from(atob(content), (character) => character.charCodeAt(0))], file, { type: "image/png" }))
      return data
    },
    [PIXEL, filename] as const
  )
  await page.getByRole("textbox", { name }).dispatchEvent("drop", { dataTransfer })
}

const signedIn = (path?: string, language?: string): Promise<Visitor> => openDashboard(browser, path, language)

const request = async () => {
  const person = await newVerifiedBusiness()
  const token = await tokenOf(person)
  const quote = await postQuote(token, "request", {
    items: [{ sku: "PAP-COPY-A4", quantity: 10, note: "on pallets" }],
    currency_code: "eur",
    message: "We order this every month.",
  })
  const [line] = quote.items as { id: string }[]
  return { person, token, id: String(quote.id), number: String(quote.number), lineId: String(line?.id) }
}

describe("the pages of quotes in Medusa's admin", () => {
  it("lead from a request over an offer and another round to the order", async () => {
    const { person, token, id, number, lineId } = await request()
    const visitor = await signedIn(`/quotes?q=${encodeURIComponent(String(person.company))}`)
    visitor.expectMessage(/409 \(Conflict\)/)
    const { page } = visitor
    await page.getByRole("tab", { name: "Waiting for us 1" }).waitFor()
    const [csv] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "CSV" }).click()])
    const [, ...rows] = (await readFile(await csv.path(), "utf8")).trim().split("\r\n")
    expect(rows.map((row) => row.split(",")[0])).toEqual([number])
    await page.getByRole("link", { name: number }).click()
    await page.getByRole("heading", { level: 1, name: number }).waitFor()
    await page.getByText("We order this every month.").waitFor()
    await page.getByText("Verified", { exact: true }).waitFor()

    const price = page.getByRole("textbox", { name: /^Unit price of/ })
    const listPrice = await price.inputValue()
    await price.fill("1")
    await price.press("Escape")
    expect(await price.inputValue()).toBe(listPrice)
    await price.fill("3,333")
    await page.getByText("At most 2 decimals.").waitFor()
    // What the cell shows is not what would be sent.
    await page.getByRole("button", { name: "Send quote" }).click()
    await page.locator("input[aria-invalid=true]:focus").waitFor()
    expect(await page.getByRole("dialog").count()).toBe(0)
    await price.fill("3,50")
    await price.blur()
    await page.getByText("Saved", { exact: true }).waitFor()
    await page.getByText("€35.00").first().waitFor()

    await page.getByRole("textbox", { name: "Write to the customer" }).fill("The data sheet.")
    await page.locator("input[type=file]").setInputFiles({ name: "paper.txt", mimeType: "text/plain", buffer: Buffer.from("80 g/m²") })
    await drop(page, "Write to the customer", "paper.png")
    await page.getByRole("button", { name: "Remove paper.png" }).waitFor()
    await page.getByRole("button", { name: "Send message" }).click()
    await page.getByRole("button", { name: /paper\.txt/ }).waitFor()
    await page.getByRole("button", { name: /paper\.png .*KB/ }).click()
    const picture = page.getByRole("dialog").getByRole("img", { name: "paper.png" })
    await picture.waitFor()
    expect(await picture.evaluate(async (image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(1)
    await page.keyboard.press("Escape")
    await page.getByRole("dialog").waitFor({ state: "hidden" })

    await page.getByRole("button", { name: "Send quote" }).click()
    const form = page.getByRole("dialog")
    await form.getByText(`${person.email} gets the shop's e-mail about it.`).waitFor()
    await form.getByText("€35.00").waitFor()
    await form.getByLabel("Message to the customer").fill("Ready next week.")
    await postQuote(token, `${id}/messages`, { text: "Twenty, please." })
    await admin.changeQuote(id, { items: [{ id: lineId, quantity: 20 }] })
    await form.getByRole("button", { name: "Send to the customer" }).click()
    await form.getByText("Nothing was sent.").waitFor()
    await form.getByText("Since then: 1 line changed, 1 new message.").waitFor()
    await form.getByText("€70.00").waitFor()
    expect(await form.getByLabel("Message to the customer").inputValue()).toBe("Ready next week.")
    await form.getByRole("button", { name: "Send to the customer" }).click()
    await page.getByText("The customer can accept it now.").first().waitFor()
    await page.getByText("Ready next week.").waitFor()

    await page.getByRole("button", { name: "Revision 1: PDF" }).click()
    await page.locator("iframe[src^='blob:']").waitFor()
    await page.keyboard.press("Escape")
    await page.getByRole("button", { name: "What changed" }).click()
    await page.getByText(/Unit price .* → €3\.50/).waitFor()

    await postQuote(token, `${id}/accept`, { revision: 1, shipping_address: SHIP_TO })
    await page.reload()
    await page.getByText("Accepted", { exact: true }).first().waitFor()
    await page.getByRole("link", { name: "View order" }).click()
    await page.waitForURL(/\/app\/orders\/order_/)
  })

  it("keep what an admin types when the customer or a colleague changes the quote meanwhile, and say so", async () => {
    const { token, id, number } = await request()
    const visitor = await signedIn(`/quotes/${id}`)
    visitor.expectMessage(/409 \(Conflict\)/)
    const { page } = visitor
    await page.getByRole("heading", { level: 1, name: number }).waitFor()
    await postQuote(token, `${id}/messages`, { text: "Is it white?" })
    await page.getByRole("textbox", { name: /^Discount on/ }).fill("10")
    await page.getByRole("textbox", { name: /^Discount on/ }).blur()
    await page.getByText("Saved", { exact: true }).waitFor()
    await page.getByText("Is it white?").waitFor()

    await page.getByRole("combobox", { name: "Add a product" }).fill("DSK-LAMP")
    await page.getByRole("option").first().click()
    await page.getByText("1 line changed, 1 added", { exact: false }).waitFor()

    await page.getByRole("button", { name: "Discount on all" }).click()
    await page.getByLabel("Off all list prices, in %").fill("20")
    await page.getByRole("button", { name: "Apply" }).click()
    const discounts = page.getByRole("textbox", { name: /^Discount on/ })
    // Prices are whole cents, so a price may be 19.99 % off.
    await eventually("both lines have the discount", async () =>
      expect(await discounts.evaluateAll((cells: HTMLInputElement[]) => cells.map(({ value }) => Math.round(Number(value))))).toEqual([
        20, 20,
      ])
    )
    // The first line has the customer's note.
    await page.getByRole("button", { name: /^Add a note to/ }).click()
    const lineNote = page.getByRole("textbox", { name: /^Note on/ })
    await lineNote.fill("Two weeks.")
    await lineNote.press("Enter")
    await page.getByText("“Two weeks.”").waitFor()
    await page
      .getByRole("button", { name: /^Edit the note on/ })
      .last()
      .click()
    await lineNote.fill("Three weeks.")
    await lineNote.press("Escape")
    await page.getByText("“Two weeks.”").waitFor()
    await page.getByText("Saved", { exact: true }).waitFor()

    // A colleague's note arrives just before the admin's.
    let isFirst = true
    await page.route(`**/admin/quotes/${id}`, async (route) => {
      if (route.request().method() === "POST" && isFirst) {
        isFirst = false
        await admin.changeQuote(id, { internal_note: "Called on Monday." })
      }
      await route.continue()
    })
    const note = page.getByRole("textbox", { name: "Internal note" })
    await note.fill("Wants a sample.")
    await page.getByText("Somebody else has changed the same").waitFor()
    await page.getByText("Internal note: Called on Monday.").waitFor()
    expect(await note.inputValue()).toBe("Wants a sample.")
    await page.getByRole("button", { name: "Save mine" }).click()
    await page.getByText("Saved", { exact: true }).waitFor()

    await postQuote(token, `${id}/cancel`, {})
    await page
      .getByRole("textbox", { name: /^Quantity of/ })
      .first()
      .fill("25")
    await page.getByText("This quote can no longer be changed").waitFor()
    await page.getByRole("button", { name: "Discard my change" }).click()
    await page.getByText("Cancelled", { exact: true }).first().waitFor()

    await page.getByRole("button", { name: "More actions" }).click()
    await page.getByRole("menuitem", { name: "Duplicate" }).click()
    await page.waitForURL((url) => url.pathname.startsWith("/app/quotes/quo_") && !url.pathname.endsWith(id))
    await page.getByRole("button", { name: "Reject" }).click()
    const form = page.getByRole("dialog")
    expect(await form.getByRole("button", { name: "Reject" }).isDisabled()).toBe(true)
    await form.getByLabel("Reason").fill("We no longer sell white paper.")
    await form.getByRole("button", { name: "Reject" }).click()
    await page.getByText("Rejected", { exact: true }).first().waitFor()
  })

  it("tell an admin who may only read them why they cannot answer", async () => {
    const { id, number } = await request()
    const { page } = await signedIn()
    await grantOnly(page, ["quote:read"])
    await page.goto(`/app/quotes/${id}`)
    await page.getByRole("heading", { level: 1, name: number }).waitFor()
    await page.getByText("You may not change quotes: your role lacks “update” of “quote”.").first().waitFor()
    expect(await page.getByRole("button", { name: "Reject" }).isDisabled()).toBe(true)
    expect(await page.getByRole("button", { name: "Send quote" }).isDisabled()).toBe(true)
    expect(await page.getByRole("textbox", { name: /^Unit price of/ }).isDisabled()).toBe(true)
    expect(await page.getByRole("textbox", { name: "Write to the customer" }).count()).toBe(0)
    await page.getByRole("button", { name: "More actions" }).click()
    expect(await page.getByRole("menuitem", { name: "Duplicate" }).getAttribute("aria-disabled")).toBe("true")
    await page.goto("/app/quotes")
    await page.getByText("You may not change quotes: your role lacks “update” of “quote”.").waitFor()
    expect(await page.getByRole("link", { name: "Create" }).count()).toBe(0)
  })

  it("make a quote for a customer, in German as well, without a key in sight", async () => {
    const person = await newVerifiedBusiness()
    const { page } = await signedIn("/quotes/create", "de")
    await page.getByRole("combobox", { name: "Geschäftskunde" }).fill(String(person.company))
    await page.getByRole("option", { name: new RegExp(person.email) }).click()
    await page.getByRole("combobox", { name: "Produkt hinzufügen" }).fill("PAP-COPY-A4")
    await page.getByRole("option", { name: /PAP-COPY-A4/ }).click()
    await page.getByRole("textbox", { name: /^Menge von/ }).fill("40")
    await page.getByRole("button", { name: "Abbrechen" }).click()
    await page.getByRole("alertdialog").getByText("Verlassen, ohne zu speichern?").waitFor()
    await page.getByRole("button", { name: "Bleiben" }).click()
    expect(await page.getByRole("textbox", { name: /^Menge von/ }).inputValue()).toBe("40")
    // The shop has one region.
    await page.getByRole("dialog").getByRole("combobox", { name: "Region" }).getByText("(EUR)").waitFor()
    await page.getByRole("button", { name: "Angebot erstellen" }).click()
    await page.getByRole("heading", { level: 1, name: /^Q-/ }).waitFor()
    await page.getByRole("button", { name: "Angebot senden" }).waitFor()
    const texts = await page.locator("body").innerText()
    expect(texts.match(/\b(quotes|detail|list|decision|policy)\.\w+/g)).toBeNull()
  })
})
