import { createServer, type RequestListener, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { patientFetch, UncertainChangeError } from "../patient-fetch"

let server: Server

/** Starts a shop that answers like this, and returns its address. */
const shopThat = async (answers: RequestListener): Promise<string> => {
  server = createServer(answers)
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const hangUp: RequestListener = (request) => void request.socket.destroy()

afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

describe("a request to the shop", () => {
  it("returns the answer", async () => {
    const shop = await shopThat((_, response) => response.end("yes"))
    expect(await (await patientFetch(`${shop}/store/carts`, { method: "POST", body: "{}" })).text()).toBe("yes")
  })

  it("that reads, fails as it does", async () => {
    const shop = await shopThat(hangUp)
    await expect(patientFetch(`${shop}/store/orders`)).rejects.toMatchObject({ name: "TypeError" })
  })

  it.each(["POST", "DELETE"])("with %s is uncertain once it was sent and not answered", async (method) => {
    const shop = await shopThat(hangUp)
    await expect(patientFetch(new URL(`${shop}/store/customers/me/addresses`), { method })).rejects.toThrow(UncertainChangeError)
  })

  it("that changes something is uncertain if it is broken off", async () => {
    const shop = await shopThat(() => undefined)
    await expect(patientFetch(`${shop}/store/carts`, { method: "POST", signal: AbortSignal.timeout(50) })).rejects.toThrow(
      UncertainChangeError
    )
  })

  it("that syncs is not uncertain, because it may be repeated", async () => {
    const shop = await shopThat(hangUp)
    await expect(patientFetch(`${shop}/store/customers/sync-role`, { method: "POST" })).rejects.toMatchObject({ name: "TypeError" })
  })

  it("that never left is not uncertain", async () => {
    const shop = await shopThat(hangUp)
    await new Promise((resolve) => server.close(resolve))
    await expect(patientFetch(`${shop}/store/carts`, { method: "POST" })).rejects.toMatchObject({ name: "TypeError" })
  })
})
