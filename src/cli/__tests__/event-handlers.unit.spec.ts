import { EventEmitter } from "node:events"
import { setImmediate as turn } from "node:timers/promises"
import { trackEventHandlers } from "../event-handlers"

/** Creates the part of a Medusa container that the tests need. */
const containerWith = (bus: unknown) => ({ resolve: () => bus }) as unknown as Parameters<typeof trackEventHandlers>[0]

describe("trackEventHandlers", () => {
  it("waits for handlers and for those that they trigger", async () => {
    const emitter = new EventEmitter()
    const done: string[] = []
    emitter.on("first", async (data: string) => {
      await turn()
      done.push(`first ${data}`)
      emitter.emit("second", data)
    })
    emitter.on("second", async (data: string) => {
      await turn()
      await turn()
      done.push(`second ${data}`)
    })
    const handlers = trackEventHandlers(containerWith({ eventEmitter_: emitter }))

    void Promise.resolve().then(() => emitter.emit("first", "event"))
    await handlers.settled()

    expect(done).toEqual(["first event", "second event"])
  })

  it("ends even if a handler fails", async () => {
    const emitter = new EventEmitter()
    emitter.on("event", () => Promise.reject(new Error("failed")))
    const handlers = trackEventHandlers(containerWith({ eventEmitter_: emitter }))

    emitter.emit("event")

    await expect(handlers.settled()).resolves.toBeUndefined()
  })

  it("keeps handlers registered on the bus", () => {
    const emitter = new EventEmitter()
    emitter.on(
      "event",
      Object.assign(async () => undefined, { subscriberId: "mine" })
    )
    trackEventHandlers(containerWith({ eventEmitter_: emitter }))

    expect(emitter.listeners("event")).toEqual([expect.objectContaining({ subscriberId: "mine" })])
  })

  it.each([undefined, null, {}, { eventEmitter_: "no emitter" }])("does not wait with the event bus %j", async (bus) => {
    await expect(trackEventHandlers(containerWith(bus)).settled()).resolves.toBeUndefined()
  })
})
