import { createServer, type Server } from "node:net"
import { storefrontOrigins, storefrontPort } from "../storefront"

const occupy = (port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject)
    server.listen(port, "127.0.0.1", () => resolve(server))
  })

describe("the storefront's port", () => {
  it("is another one where the usual one is taken", async () => {
    const taken = await storefrontPort({ port: undefined })
    const server = await occupy(taken)
    expect(await storefrontPort({ port: undefined })).toBeGreaterThan(taken)
    server.close()
  })

  it("is refused where the wanted one is taken", async () => {
    const taken = await storefrontPort({ port: undefined })
    const server = await occupy(taken)
    await expect(storefrontPort({ port: taken })).rejects.toThrow(`Port ${taken} is in use by another program`)
    server.close()
  })

  it("is open under both names of this machine", () => {
    expect(storefrontOrigins(8001)).toEqual(["http://localhost:8001", "http://127.0.0.1:8001"])
  })
})
