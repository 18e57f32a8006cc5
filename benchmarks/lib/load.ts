import { Agent, request } from "node:http"
import { performance } from "node:perf_hooks"
import { LOOPBACK } from "local-postgres"

/** A request to repeat. */
export type Call = {
  port: number
  path: string
  /** Called before every request, so that each can come from another customer. */
  headers: () => Record<string, string>
  /** Sent as JSON with POST. Without it the request is a GET. */
  body?: unknown
}

/** The number of answers in a period. */
export type Throughput = { answers: number; seconds: number }

/** Sends requests over connections that stay open, as a storefront's server does. */
export type Caller = {
  /** Sends requests one after another on one connection and returns the milliseconds of each. */
  latencies: (call: Call, calls: number) => Promise<number[]>
  /** Keeps `connections` busy: each sends its next request after the last answer. Counts the answers. */
  throughput: (call: Call, connections: number, milliseconds: number) => Promise<Throughput>
  close: () => void
}

export const createCaller = (): Caller => {
  const agent = new Agent({ keepAlive: true })
  const send = (call: Call) => sendOver(agent, call)
  return {
    async latencies(call, calls) {
      const times: number[] = []
      for (let made = 0; made < calls; made++) {
        const begun = performance.now()
        await send(call)
        times.push(performance.now() - begun)
      }
      return times
    },
    async throughput(call, connections, milliseconds) {
      const begun = performance.now()
      let answers = 0
      const keepBusy = async () => {
        while (performance.now() - begun < milliseconds) {
          await send(call)
          answers++
        }
      }
      await Promise.all(Array.from({ length: connections }, keepBusy))
      return { answers, seconds: (performance.now() - begun) / 1000 }
    },
    close: () => agent.destroy(),
  }
}

/** Throws on a refusal, which would otherwise count as a fast answer. */
const sendOver = (agent: Agent, { port, path, headers, body }: Call): Promise<void> =>
  new Promise((resolve, reject) => {
    const method = body === undefined ? "GET" : "POST"
    const content = body === undefined ? {} : { "content-type": "application/json" }
    const sent = request({ host: LOOPBACK, port, path, agent, method, headers: { ...headers(), ...content } }, (answer) => {
      answer.on("error", reject)
      answer.on("end", () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(`${method} ${path} answered ${answer.statusCode}.`))
      )
      answer.resume()
    })
    sent.on("error", reject)
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })
