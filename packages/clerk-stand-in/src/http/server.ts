import { createServer, type Server, type ServerResponse } from "node:http"
import { inspect } from "node:util"

import { ClerkApiError } from "../errors"
import { errorReply, type Reply } from "./reply"
import { readRequest } from "./request"
import { dispatch, type RouteGroup } from "./router"

const HOST = "127.0.0.1"

/**
 * Serves the groups on loopback.
 *
 * @param port - 0 for a free one
 * @param log - one line a call, and why a call failed inside
 * @throws Error naming the port where it is taken
 * @example
 * const { url, close } = await serve({ port: 0, groups: [backendApi], log: console.log });
 */
export async function serve({
  port,
  groups,
  log,
}: {
  port: number
  groups: RouteGroup[]
  log: (line: string) => void
}): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(async (incoming, response) => {
    const startedAt = Date.now()
    let reply: Reply
    try {
      const request = await readRequest(incoming)
      reply = (await dispatch(groups, request)) ?? errorReply(noSuchRoute(request.method, request.path))
    } catch (error) {
      if (incoming.socket.destroyed) {
        return
      }
      if (!(error instanceof ClerkApiError)) {
        log(`error ${inspect(error)}`)
      }
      reply = errorReply(error instanceof ClerkApiError ? error : internalError())
    }
    send(response, reply)
    const outcome = reply === "close-connection" ? "closed" : reply.status
    log(`${incoming.method} ${incoming.url?.split("?")[0]} ${outcome} ${Date.now() - startedAt}ms`)
  })
  await listen(server, port)
  const address = server.address()
  if (address === null || typeof address === "string") {
    throw new Error("clerk-stand-in: the server has no port.")
  }
  return { url: `http://${HOST}:${address.port}`, close: () => close(server) }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(
        error.code === "EADDRINUSE"
          ? new Error(`clerk-stand-in: port ${port} is taken. Stop what uses it or choose another.`, { cause: error })
          : error
      )
    })
    server.listen(port, HOST, resolve)
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply === "close-connection") {
    response.destroy()
    return
  }
  // Clerk's SDK parses JSON only where the content type is exactly this, without a charset.
  const headers = { "content-type": "application/json", "cache-control": "no-store", ...reply.headers }
  response.writeHead(reply.status, headers)
  response.end(reply.body)
}

function noSuchRoute(method: string, path: string): ClerkApiError {
  return new ClerkApiError(404, "resource_not_found", "not found", `There is no ${method} ${path} in the stand-in.`)
}

function internalError(): ClerkApiError {
  return new ClerkApiError(500, "internal_clerk_error", "Oops, an unexpected error occurred")
}
