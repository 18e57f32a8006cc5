import { once } from "node:events"
import { createServer, request, type ClientRequest, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { TurnQueue } from "../../../queues/turn-queue"
import { answerInTurn } from "../answer-in-turn"

type Answer = (req: IncomingMessage, res: ServerResponse) => Promise<void>

/** Reads the body and answers. */
const readBody: Answer = async (req, res) => {
  for await (const _ of req) {
    // Discards the body.
  }
  res.end("read")
}

describe("answerInTurn", () => {
  let server: Server
  const calls: ClientRequest[] = []

  /** Serves one request at a time. Returns how many have arrived, and the result of each. */
  const serve = async (answer: Answer, firstTakesAtMostSeconds = 60) => {
    const queue = new TurnQueue({ atOnce: 1, mostWaiting: 10 })
    const outcomes: string[] = []
    let come = 0
    server = createServer((req, res) => {
      come += 1
      const turn = { waitAtMostSeconds: 60, takeAtMostSeconds: come === 1 ? firstTakesAtMostSeconds : 60 }
      void answerInTurn(queue, turn, res, () => answer(req, res)).then(
        () => outcomes.push("over"),
        (error: Error) => {
          outcomes.push(error.message)
          res.end()
        }
      )
    })
    server.listen(0, "127.0.0.1")
    await once(server, "listening")
    return { outcomes, come: () => come }
  }
  const call = (body?: string): ClientRequest => {
    const { port } = server.address() as AddressInfo
    const made = request({ port, host: "127.0.0.1", method: "POST", headers: { "content-length": 4 } })
    made.on("error", () => undefined)
    calls.push(made)
    if (body === undefined) {
      made.flushHeaders()
    } else {
      made.end(body)
    }
    return made
  }
  const textOf = async (made: ClientRequest): Promise<string> => {
    const [response]: IncomingMessage[] = await once(made, "response")
    return (await response.setEncoding("utf8").toArray()).join("")
  }
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) {
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }

  afterEach(async () => {
    calls.splice(0).forEach((made) => made.destroy())
    server.closeAllConnections()
    server.close()
    await once(server, "close")
  })

  it("answers requests one after another", async () => {
    const { outcomes } = await serve(readBody)

    expect(await Promise.all([textOf(call("body")), textOf(call("body"))])).toEqual(["read", "read"])
    await until(() => outcomes.length === 2)
    expect(outcomes).toEqual(["over", "over"])
  })

  it("passes the turn on when a client leaves while waiting or in the middle of its body", async () => {
    const { come, outcomes } = await serve(readBody)
    const first = call()
    await until(() => come() === 1)
    const waiting = [call(), call(), call("body")]
    await until(() => come() === 4)
    waiting.forEach((made) => made.destroy())
    first.destroy()

    expect(await textOf(call("body"))).toBe("read")
    expect(outcomes.slice(0, 4)).toEqual(["over", "over", "over", "over"])
  })

  it("passes the turn on when an answer fails, and rethrows the error", async () => {
    const { outcomes } = await serve(async () => {
      throw new Error("no form")
    })

    expect(await Promise.all([textOf(call("body")), textOf(call("body"))])).toEqual(["", ""])
    expect(outcomes).toEqual(["no form", "no form"])
  })

  it("closes the connection when a body does not arrive in time", async () => {
    const { come } = await serve(readBody, 0.05)
    const slow = call()
    await until(() => come() === 1)
    const left = new Promise((resolve) => slow.once("close", resolve))

    expect(await textOf(call("body"))).toBe("read")
    await left
  })

  it("closes the connection of a client that does not read the answer", async () => {
    const { come, outcomes } = await serve(async (_req, res) => void res.end(Buffer.alloc(50_000_000)), 0.2)
    call("body").on("response", (unread) => unread.on("error", () => undefined).pause())
    await until(() => come() === 1)

    const [response]: IncomingMessage[] = await once(call("body"), "response")
    response.on("error", () => undefined)
    expect(outcomes).toEqual(["over"])
  })
})
