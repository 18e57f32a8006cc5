import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { exposeHeaders } from "../expose-headers"

const HEADER = "Access-Control-Expose-Headers"

describe("exposeHeaders", () => {
  const servers: Server[] = []

  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))))
  })

  const exposedBy = async (before: (res: ServerResponse) => void, answer: (res: ServerResponse) => void): Promise<string[]> => {
    const listener: RequestListener = (req, res) => {
      before(res)
      exposeHeaders(req as MedusaRequest, res as MedusaResponse, () => answer(res))
    }
    const server = createServer(listener)
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const { port } = server.address() as AddressInfo
    const response = await fetch(`http://127.0.0.1:${port}`)
    return response.headers.get(HEADER)?.split(", ") ?? []
  }

  const nothing = (): void => undefined
  const end = (res: ServerResponse): void => void res.end("ok")

  it("exposes Retry-After and Content-Disposition, also on refusals", async () => {
    expect(await exposedBy(nothing, end)).toEqual(["Retry-After", "Content-Disposition"])
    expect(await exposedBy(nothing, (res) => void res.writeHead(503, { "Retry-After": "5" }).end())).toEqual([
      "Retry-After",
      "Content-Disposition",
    ])
  })

  it("keeps the headers that the shop's own settings expose, whether set earlier or later", async () => {
    const shops = (res: ServerResponse): void => void res.setHeader(HEADER, "X-Total, retry-after")

    expect(await exposedBy(shops, end)).toEqual(["X-Total", "retry-after", "Content-Disposition"])
    expect(
      await exposedBy(nothing, (res) => {
        shops(res)
        end(res)
      })
    ).toEqual(["X-Total", "retry-after", "Content-Disposition"])
    expect(await exposedBy(nothing, (res) => void res.writeHead(200, { [HEADER]: "X-Total" }).end())).toEqual([
      "X-Total",
      "Retry-After",
      "Content-Disposition",
    ])
  })
})
