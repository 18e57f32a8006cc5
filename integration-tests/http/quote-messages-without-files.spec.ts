import type { ErrorAnswer } from "../helpers/http"
import { samples } from "../helpers/sample-files"
import { describeShop } from "../helpers/shop"

type QuoteAnswer = ErrorAnswer & { quote: { id: string; messages: { text: string }[] } }

describeShop("A shop that takes no files", { catalogue: true, plugin: { quotes: { attachments: { maxFiles: 0 } } } }, (shop) => {
  it("accepts messages as JSON and as forms, and refuses files", async () => {
    const { token } = await shop.syncedBusiness("verified")
    const { body } = await shop.post<QuoteAnswer>("/store/quotes/request", { token, body: { items: [{ sku: "BOLT-10", quantity: 1 }] } })
    const path = `/store/quotes/${body.quote.id}/messages`
    const form = (text: string): FormData => {
      const made = new FormData()
      made.append("text", text)
      return made
    }
    const withFile = form("See attached.")
    withFile.append("files", new Blob([samples.pdf]), "a.pdf")

    expect(await shop.post(path, { token, rawBody: withFile })).toMatchObject({
      status: 400,
      body: { code: "invalid_request", message: "This shop accepts no files. Send the message without them." },
    })
    expect(await shop.post(path, { token, body: { text: "JSON" } })).toMatchObject({ status: 200 })
    const answer = await shop.post<QuoteAnswer>(path, { token, rawBody: form("a form") })
    expect(answer.status).toBe(200)
    expect(answer.body.quote.messages.map(({ text }) => text)).toEqual(["JSON", "a form"])
  })
})
