import { createServer, type RequestListener, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { isUserMissing } from "../user"
import { readFromClerk } from "../read"

describe("readFromClerk", () => {
  let server: Server
  let answer: RequestListener
  let closed: Promise<void>

  beforeEach(async () => {
    server = createServer((request, response) => {
      closed = new Promise((resolve) => response.on("close", resolve))
      answer(request, response)
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  })
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  const read = (path: string, deadlineMs?: number) => {
    const { port } = server.address() as AddressInfo
    return readFromClerk(
      path,
      { secretKey: "sk_test_x", authorizedParties: ["http://localhost:8000"], apiUrl: `http://127.0.0.1:${port}` },
      deadlineMs
    )
  }

  it("sends the secret key and returns Clerk's answer", async () => {
    answer = ({ url, headers }, response) => response.end(JSON.stringify({ url, authorization: headers.authorization }))

    expect(await read("/users/user_1")).toEqual({ url: "/v1/users/user_1", authorization: "Bearer sk_test_x" })
  })

  it("aborts the request when Clerk does not answer in time", async () => {
    answer = () => undefined

    await expect(read("/jwks", 50)).rejects.toThrow()
    await closed
  })

  it("aborts an answer that stalls in the middle", async () => {
    answer = (_request, response) => response.write('{"keys":')

    await expect(read("/jwks", 50)).rejects.toThrow()
    await closed
  })

  it.each([
    ["resource_not_found", { errors: [{ code: "resource_not_found", message: "not found" }] }, true],
    ["another error code", { errors: [{ code: "other", message: "" }] }, false],
    ["no error of Clerk's", {}, false],
  ])("recognizes a missing user only from Clerk itself: %s", async (_, body, missing) => {
    answer = (_request, response) => response.writeHead(404).end(JSON.stringify(body))

    const error: unknown = await read("/users/user_1").catch((reason: unknown) => reason)

    expect(isUserMissing(error)).toBe(missing)
  })
})
