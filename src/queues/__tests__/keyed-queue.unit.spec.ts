import fc from "fast-check"
import { KeyedQueue } from "../keyed-queue"

/** A task that ends on request. */
const task = <T = void>() => {
  let finish: (value: T) => void = () => undefined
  let fail: (error: Error) => void = () => undefined
  const end = new Promise<T>((resolve, reject) => {
    finish = resolve
    fail = reject
  })
  const run = jest.fn(() => end)
  return { run, finish, fail }
}

/** Waits until everything that can continue has continued. */
const settled = () => new Promise(setImmediate)

describe("KeyedQueue", () => {
  it("returns the result of the task", async () => {
    await expect(new KeyedQueue().run("user_ada", async () => "synced")).resolves.toBe("synced")
  })

  it("runs tasks with the same key one after another, in their order", async () => {
    const queue = new KeyedQueue()
    const [first, second, third] = [task(), task(), task()]
    const runs = [first, second, third].map(({ run }) => queue.run("user_ada", run))
    await settled()
    expect([first, second, third].map(({ run }) => run.mock.calls.length)).toEqual([1, 0, 0])
    first.finish()
    await settled()
    expect([first, second, third].map(({ run }) => run.mock.calls.length)).toEqual([1, 1, 0])
    second.finish()
    third.finish()
    await Promise.all(runs)
    expect(third.run).toHaveBeenCalledTimes(1)
  })

  it("runs tasks with different keys in parallel", async () => {
    const queue = new KeyedQueue()
    const [ada, bob] = [task(), task()]
    const runs = [queue.run("user_ada", ada.run), queue.run("user_bob", bob.run)]
    await settled()
    expect(ada.run).toHaveBeenCalledTimes(1)
    expect(bob.run).toHaveBeenCalledTimes(1)
    ada.finish()
    bob.finish()
    await Promise.all(runs)
  })

  it("continues after a failed task and rejects only for its caller", async () => {
    const queue = new KeyedQueue()
    const [first, second] = [task(), task<string>()]
    const failing = queue.run("user_ada", first.run)
    const next = queue.run("user_ada", second.run)
    first.fail(new Error("Clerk is away"))
    second.finish("synced")
    await expect(failing).rejects.toThrow("Clerk is away")
    await expect(next).resolves.toBe("synced")
  })

  it("continues after a task that throws synchronously", async () => {
    const queue = new KeyedQueue()
    const failing = queue.run("user_ada", () => {
      throw new Error("at once")
    })
    const next = queue.run("user_ada", async () => "synced")
    await expect(failing).rejects.toThrow("at once")
    await expect(next).resolves.toBe("synced")
  })

  it.each(["__proto__", "constructor", ""])("accepts the key %p like any other", async (key) => {
    await expect(new KeyedQueue().run(key, async () => "synced")).resolves.toBe("synced")
  })

  it("never overlaps tasks of one key, keeps their order, and forgets every key in the end", async () => {
    const tasks = fc.array(fc.record({ key: fc.constantFrom("a", "b", "c"), turns: fc.nat({ max: 4 }), fails: fc.boolean() }), {
      maxLength: 30,
    })
    await fc.assert(
      fc.asyncProperty(tasks, async (list) => {
        const queue = new KeyedQueue()
        const running = new Set<string>()
        const ended: string[] = []
        const runs = list.map(({ key, turns, fails }, index) =>
          queue.run(key, async () => {
            expect(running.has(key)).toBe(false)
            running.add(key)
            for (let turn = 0; turn < turns; turn++) {
              await Promise.resolve()
            }
            running.delete(key)
            ended.push(`${key}${index}`)
            if (fails) {
              throw new Error("failed on purpose")
            }
          })
        )
        const outcomes = await Promise.allSettled(runs)
        expect(outcomes.map(({ status }) => status)).toEqual(list.map(({ fails }) => (fails ? "rejected" : "fulfilled")))
        for (const key of ["a", "b", "c"]) {
          const expected = list.flatMap((entry, index) => (entry.key === key ? [`${key}${index}`] : []))
          expect(ended.filter((name) => name.startsWith(key))).toEqual(expected)
        }
        expect(Reflect.get(queue, "tails")).toHaveProperty("size", 0)
      }),
      { numRuns: 100 }
    )
  })
})
