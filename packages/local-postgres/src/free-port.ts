import { createServer } from "node:net"

export const LOOPBACK = "127.0.0.1"

/**
 * Binds `port` on loopback for a moment (0: any free one) and gives it back.
 *
 * @returns the port, or `undefined` where something else listens on it
 * @throws the system's error where binding fails for another reason
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
