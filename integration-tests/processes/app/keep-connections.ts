import http from "node:http"
import net from "node:net"

const LONG_MS = 10 * 60_000

/**
 * Keeps idle connections of every server that this process starts. On a busy machine, the five seconds that Node gives them
 * end just as the next request arrives, which is then lost.
 */
export const keepConnections = (): void => {
  Reflect.set(http.Server.prototype, "listen", function (this: http.Server, ...parameters: unknown[]) {
    this.keepAliveTimeout = LONG_MS
    return Reflect.apply(net.Server.prototype.listen, this, parameters)
  })
}
