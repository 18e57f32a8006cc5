import { OrderQueue } from "../order-queue"

const deferred = () => {
  let finish: (value: string) => void = () => undefined
  const promise = new Promise<string>((resolve) => {
    finish = resolve
  })
  return { promise, finish }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))
const tooLong = () => new Error("too long")

describe("OrderQueue", () => {
  it("runs as many jobs at a time as it may, the others in the order they came", async () => {
    const queue = new OrderQueue(2, 1000)
    const jobs = [deferred(), deferred(), deferred(), deferred()]
    const started: number[] = []
    const results = jobs.map(({ promise }, index) =>
      queue.run(() => {
        started.push(index)
        return promise
      }, tooLong)
    )

    await settle()
    expect(started).toEqual([0, 1])
    jobs[1].finish("one")
    await settle()
    expect(started).toEqual([0, 1, 2])
    jobs[0].finish("zero")
    jobs[2].finish("two")
    await settle()
    jobs[3].finish("three")
    expect(await Promise.all(results)).toEqual(["zero", "one", "two", "three"])
  })

  it("goes on after a job has failed", async () => {
    const queue = new OrderQueue(1, 1000)
    const failed = queue.run(() => Promise.reject(new Error("no")), tooLong)
    const next = queue.run(() => Promise.resolve("yes"), tooLong)

    await expect(failed).rejects.toThrow("no")
    expect(await next).toBe("yes")
  })

  it("gives up waiting, and lets the next one have the turn", async () => {
    const queue = new OrderQueue(1, 20)
    const slow = deferred()
    const first = queue.run(() => slow.promise, tooLong)
    await expect(queue.run(() => Promise.resolve("late"), tooLong)).rejects.toThrow("too long")

    slow.finish("slow")
    expect(await first).toBe("slow")
    expect(await queue.run(() => Promise.resolve("next"), tooLong)).toBe("next")
  })
})
