import { largestBody, readBody } from "../read-body"

const URL = "https://cedar.example/api/shop/store/quotes/request"

/** A body whose length nobody has announced. */
const streamed = (...parts: string[]) =>
  new Request(URL, {
    method: "POST",
    duplex: "half",
    body: new ReadableStream({
      start(controller) {
        parts.forEach((part) => controller.enqueue(new TextEncoder().encode(part)))
        controller.close()
      },
    }),
  } as RequestInit)

const textOf = async (request: Request, largest: number) => {
  const body = await readBody(request, largest)
  return body && new TextDecoder().decode(body)
}

describe("The body of a call of the page", () => {
  it("is passed on whole up to its limit", async () => {
    expect(await textOf(streamed("Gro", "ß", "e Menge"), 12)).toBe("Große Menge")
    expect(await textOf(new Request(URL, { method: "POST" }), 11)).toBe("")
  })

  it("is refused beyond its limit, whether it announces its length or not", async () => {
    expect(await textOf(streamed("Gro", "ß", "e Mengen"), 11)).toBeNull()
    expect(await textOf(new Request(URL, { method: "POST", body: "x", headers: { "content-length": "1000" } }), 11)).toBeNull()
  })

  it("may hold files only where it is a message", () => {
    expect(largestBody("/store/quotes/quo_1/messages")).toBeGreaterThan(50 * 1_048_576)
    expect(largestBody("/store/quotes/request")).toBeLessThan(10 * 1_048_576)
  })
})
