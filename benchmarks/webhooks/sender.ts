import { Agent, request } from "node:http"
import { performance } from "node:perf_hooks"
import { LOOPBACK } from "local-postgres"

/** A webhook message. */
export type Message = { body: string; headers: Record<string, string> }

/** The status of the answer, and how many milliseconds it took. */
export type Answer = { status: number; ms: number }

/** Posts over connections that stay open, as Clerk's sender does. */
export type Sender = { post: (path: string, message: Message) => Promise<Answer>; close: () => void }

/** Creates a sender to a loopback port. */
export const createSender = (port: number): Sender => {
  const agent = new Agent({ keepAlive: true })
  const post = (path: string, { body, headers }: Message): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const begun = performance.now()
      const length = { "content-length": String(Buffer.byteLength(body)) }
      const sent = request({ host: LOOPBACK, port, path, agent, method: "POST", headers: { ...headers, ...length } }, (answer) => {
        answer.on("error", reject)
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, ms: performance.now() - begun }))
        answer.resume()
      })
      sent.on("error", reject)
      sent.end(body)
    })
  return { post, close: () => agent.destroy() }
}
