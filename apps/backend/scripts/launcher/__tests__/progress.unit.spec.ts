import { createProgress } from "../progress"

const output = (isTTY: boolean) => {
  const written: string[] = []
  return { isTTY, columns: 60, write: (text: string) => written.push(text), written }
}

/** Ends when the test says so. */
const work = () => {
  let end = () => {}
  const done = new Promise<void>((resolve) => {
    end = resolve
  })
  return { done, end }
}

describe("progress", () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  it("says every ten seconds what a stage is doing, where nobody sees it live", async () => {
    const log = output(false)
    const progress = createProgress(log, output(false))
    const { done, end } = work()
    const stage = progress.stage("Migrate the database", (detail) => {
      detail("MODULE: quote")
      return done
    })
    await jest.advanceTimersByTimeAsync(10_000)
    end()
    await stage
    const text = log.written.join("")
    expect(text).toMatch(/Migrate the database is running for 10 s: MODULE: quote\n/)
    expect(text).toMatch(/Migrate the database +10\.0 s\n$/)
    expect(text).not.toContain("\u001B")
  })

  it("keeps a line of each running stage at the end of a terminal", async () => {
    const terminal = output(true)
    const progress = createProgress(terminal, output(true))
    const { done, end } = work()
    const stages = [progress.stage("Build", () => done), progress.stage("Migrate", () => done)]
    progress.say("The code is 123456.")
    const last = terminal.written.slice(-2).join("")
    expect(last).toMatch(/Build.*\n.*Migrate/)
    end()
    await Promise.all(stages)
    await jest.advanceTimersByTimeAsync(1_000)
    expect(terminal.written.at(-1)).not.toMatch(/⠋/)
  })

  it("says no more once it is silenced, except errors", () => {
    const log = output(false)
    const errors = output(false)
    const progress = createProgress(log, errors)
    progress.silence()
    progress.say("Stopping")
    progress.complain("Port 9000 is in use.")
    expect(log.written).toEqual([])
    expect(errors.written).toEqual(["Port 9000 is in use.\n"])
  })
})
