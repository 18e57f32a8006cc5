import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

/** What becomes of the storefront's calls: they are answered, or their connections are cut. */
export type GateState = "open" | "closed"

export type Gate = { url: string; close(): Promise<void> }

/** Sets the state. The storefront calls no such path. */
const CONTROL = "/gate/"

/**
 * Stands between the storefront and the backend, so that tests can take the backend away from the storefront alone.
 *
 * @example await fetch(`${gate.url}/gate/closed`, { method: "POST" })
 */
export async function openGate(backendUrl: string): Promise<Gate> {
  let state: GateState = "open"
  const server = createServer((incoming, outgoing) => {
    if (incoming.url?.startsWith(CONTROL)) {
      state = incoming.url === `${CONTROL}closed` ? "closed" : "open"
      outgoing.end()
    } else if (state === "closed") {
      incoming.socket.destroy()
    } else {
      passOn(backendUrl, incoming, outgoing)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function passOn(backendUrl: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const call = request(new URL(incoming.url ?? "/", backendUrl), { method: incoming.method, headers: incoming.headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(outgoing)
  })
  call.on("error", () => outgoing.destroy())
  incoming.pipe(call)
}
