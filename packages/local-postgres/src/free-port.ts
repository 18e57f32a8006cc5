import { createServer } from "node:net"

export const LOOPBACK = "127.0.0.1"

/**
 * Binds `port` on loopback for a moment, or any free port for 0, and releases it.
 *
 * @returns the port, or `undefined` if another program listens on it
 * @throws the system's error if binding fails for another reason
 *
 * @example
 * const port = await probePort(0)
 */
export function probePort(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once("error", (error: NodeJS.ErrnoException) => (error.code === "EADDRINUSE" ? resolve(undefined) : reject(error)))
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === "object" ? address?.port : undefined))
    })
  })
}
