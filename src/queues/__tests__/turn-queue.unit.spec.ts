import { TurnQueue } from "../turn-queue"
import { bulkCartQueue, bulkOrderQueue } from "../../workflows/bulk-orders/placement/turns"

const deferred = () => {
  let finish: (value: string) => void = () => undefined
  const promise = new Promise<string>((resolve) => {
    finish = resolve
  })
  return { promise, finish }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))
const tooLong = () => new Error("too long")

const LIMITS = { atOnce: 1, mostWaiting: 10 }
const PATIENT = { waitAtMostSeconds: 10 }

describe("TurnQueue", () => {
  it("runs the allowed number of jobs at a time, the others in order of arrival", async () => {
    const queue = new TurnQueue({ ...LIMITS, atOnce: 2 })
    const jobs = [deferred(), deferred(), deferred(), deferred()]
    const started: number[] = []
    const results = jobs.map(({ promise }, index) =>
      queue.run(
        () => {
          started.push(index)
          return promise
        },
        tooLong,
        PATIENT
      )
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

  it("continues after a failed job", async () => {
    const queue = new TurnQueue(LIMITS)
    const failed = queue.run(() => Promise.reject(new Error("no")), tooLong, PATIENT)
    const next = queue.run(() => Promise.resolve("yes"), tooLong, PATIENT)

    await expect(failed).rejects.toThrow("no")
    expect(await next).toBe("yes")
  })

  it("refuses a job whose turn does not come in time, and serves the next one", async () => {
    const queue = new TurnQueue(LIMITS)
    const slow = deferred()
    const first = queue.run(() => slow.promise, tooLong, PATIENT)
    await expect(queue.run(() => Promise.resolve("late"), tooLong, { waitAtMostSeconds: 0.02 })).rejects.toThrow("too long")

    slow.finish("slow")
    expect(await first).toBe("slow")
    expect(await queue.run(() => Promise.resolve("next"), tooLong, PATIENT)).toBe("next")
  })

  it("refuses jobs when too many wait", async () => {
    const queue = new TurnQueue({ ...LIMITS, mostWaiting: 1 })
    const slow = deferred()
    const first = queue.run(() => slow.promise, tooLong, PATIENT)
    const second = queue.run(() => Promise.resolve("second"), tooLong, PATIENT)
    await expect(queue.run(() => Promise.resolve("third"), tooLong, PATIENT)).rejects.toThrow("too long")

    slow.finish("slow")
    expect(await Promise.all([first, second])).toEqual(["slow", "second"])
  })

  it("limits the jobs of one owner, whether they run, wait or fail", async () => {
    const queue = new TurnQueue({ ...LIMITS, mostPerOwner: 2 })
    const slow = deferred()
    const first = queue.run(() => slow.promise, tooLong, { ...PATIENT, owner: "ada" })
    const second = queue.run(() => Promise.reject(new Error("no")), tooLong, { ...PATIENT, owner: "ada" })
    await expect(queue.run(() => Promise.resolve("third"), tooLong, { ...PATIENT, owner: "ada" })).rejects.toThrow("too long")
    const other = queue.run(() => Promise.resolve("other"), tooLong, { ...PATIENT, owner: "bob" })

    slow.finish("slow")
    await expect(second).rejects.toThrow("no")
    expect(await Promise.all([first, other])).toEqual(["slow", "other"])
    expect(await queue.run(() => Promise.resolve("again"), tooLong, { ...PATIENT, owner: "ada" })).toBe("again")
  })

  it("lets others pass the surplus jobs of one owner", async () => {
    const queue = new TurnQueue({ ...LIMITS, atOnce: 3, atOncePerOwner: 2 })
    const jobs = new Map(["ada 1", "ada 2", "ada 3", "ada 4", "bob 1", "bob 2", "nobody"].map((name) => [name, deferred()]))
    const running = new Set<string>()
    const results = [...jobs].map(([name, { promise }]) =>
      queue.run(
        () => {
          running.add(name)
          return promise
        },
        tooLong,
        { ...PATIENT, owner: name === "nobody" ? undefined : name.slice(0, 3) }
      )
    )
    const finish = async (name: string) => {
      running.delete(name)
      jobs.get(name)?.finish(name)
      await settle()
      return [...running]
    }

    await settle()
    expect([...running]).toEqual(["ada 1", "ada 2", "bob 1"])
    expect(await finish("bob 1")).toEqual(["ada 1", "ada 2", "bob 2"])
    expect(await finish("bob 2")).toEqual(["ada 1", "ada 2", "nobody"])
    expect(await finish("nobody")).toEqual(["ada 1", "ada 2"])
    expect(await finish("ada 2")).toEqual(["ada 1", "ada 3"])
    expect(await finish("ada 1")).toEqual(["ada 3", "ada 4"])
    await finish("ada 3")
    await finish("ada 4")
    expect(await Promise.all(results)).toEqual([...jobs.keys()])
  })
})

describe("bulkCartQueue", () => {
  it("never delays an order", async () => {
    const carts = [deferred(), deferred(), deferred()]
    const filled = carts.map(({ promise }, index) => bulkCartQueue.run(() => promise, tooLong, { ...PATIENT, owner: `cus_${index}` }))

    expect(await bulkOrderQueue.run(() => Promise.resolve("ordered"), tooLong, PATIENT)).toBe("ordered")
    carts.forEach(({ finish }) => finish("filled"))
    await Promise.all(filled)
  })
})
