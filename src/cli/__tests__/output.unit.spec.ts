import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { PassThrough } from "node:stream"
import type { ImportReport, RefusedLegacyRow } from "../../workflows/customer-role/import-legacy-roles"
import { formatCount, formatDuration, formatSummary } from "../format"
import { ownManifest } from "../../doctor/own-manifest"
import { createProgress } from "../progress"
import { createRefusals } from "../refusals"
import { createTerminal } from "../terminal"

const collected = (isTTY: boolean) => {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 120 })
  return { stream, text: () => String(stream.read() ?? "") }
}

describe("formatting of numbers", () => {
  it.each([
    [0, "0"],
    [999, "999"],
    [1234567, "1,234,567"],
  ])("writes %d as %s", (count, expected) => {
    expect(formatCount(count)).toBe(expected)
  })

  it.each([
    [0, "0.0 s"],
    [849, "0.8 s"],
    [12_400, "12 s"],
    [59_600, "1 min 0 s"],
    [185_000, "3 min 5 s"],
  ])("writes %d milliseconds as %s", (milliseconds, expected) => {
    expect(formatDuration(milliseconds)).toBe(expected)
  })

  it("formats counts in columns", () => {
    expect(
      formatSummary([
        ["taken", 1200],
        ["refused", 3, "see below"],
      ])
    ).toBe("  taken    1,200\n  refused      3  see below")
  })
})

describe("createTerminal", () => {
  it("writes results and messages to different streams", () => {
    const results: string[] = []
    const messages = collected(false)
    const terminal = createTerminal((text) => results.push(text), messages.stream)

    terminal.print("a result")
    terminal.tell("a message")

    expect(results).toEqual(["a result\n"])
    expect(messages.text()).toBe("a message\n")
  })
})

describe("createProgress", () => {
  it("writes a line every five seconds outside a terminal", () => {
    const { stream, text } = collected(false)
    let now = 0
    const progress = createProgress(stream, () => now)

    for (const [time, done] of [
      [1_000, 500],
      [5_000, 1_000],
      [6_000, 1_500],
      [11_000, 2_000],
    ]) {
      now = time
      progress.show({ done, total: 20_000, text: "3 differ" })
    }
    progress.end()

    expect(text()).toBe("1,000 of 20,000 | 3 differ\n2,000 of 20,000 | 3 differ\n")
  })

  it("shows a bar in a terminal", () => {
    const { stream, text } = collected(true)
    const progress = createProgress(stream)

    progress.show({ done: 5_000, total: 20_000, text: "3 differ" })
    const shown = text()
    progress.end()

    expect(shown).toContain("25% | 5,000 of 20,000 | 3 differ")
    expect(shown).toContain("█")
  })
})

describe("ownManifest", () => {
  it("finds the package.json of this package, and none outside", () => {
    const { version }: { version: string } = JSON.parse(readFileSync(path.resolve(__dirname, "../../../package.json"), "utf8"))

    expect(ownManifest()?.version).toBe(version)
    expect(ownManifest(os.tmpdir())).toBeUndefined()
  })
})

describe("createRefusals", () => {
  const refused = (id: number, changes: Partial<RefusedLegacyRow> = {}): RefusedLegacyRow => ({
    id,
    customer_id: `cus_${id}`,
    clerk_user_id: `user_${id}`,
    reason: "guest_customer",
    ...changes,
  })
  const reportOf = (by_reason: ImportReport["by_reason"]): ImportReport => ({
    rows: 20,
    taken: 1,
    already: 0,
    refused: 19,
    by_reason,
    complete: true,
  })

  it("shows the first ten rows of each reason, the most frequent reason first", () => {
    const refusals = createRefusals()
    refusals.add(refused(1, { reason: "customer_id_missing", customer_id: null }))
    for (let id = 2; id <= 14; id++) {
      refusals.add(refused(id))
    }

    const text = refusals.summary(reportOf({ customer_id_missing: 1, guest_customer: 13 })).join("\n")

    expect(text).toContain(
      "Refused:\n\n  guest_customer       13  a guest: the customer has no account\n  customer_id_missing   1  no customer_id\n"
    )
    expect(text).toContain("customer_id_missing:\n  row 1: customer none, Clerk user user_1")
    expect(text).toContain("  row 11: customer cus_11, Clerk user user_11\n  and 3 more; use --report <file> to write them all")
    expect(text).not.toContain("row 12:")
  })

  it("removes control characters and shortens long texts", () => {
    const refusals = createRefusals()
    refusals.add(refused(1, { customer_id: "\u001b[2Jcus\n1", clerk_user_id: "x".repeat(256) }))

    const text = refusals.summary(reportOf({ guest_customer: 1 })).join("\n")

    expect(text).toContain("  row 1: customer \uFFFD[2Jcus\uFFFD1, Clerk user " + "x".repeat(60) + "…")
  })

  it("prints nothing if no row was refused", () => {
    expect(createRefusals().summary({ rows: 1, taken: 1, already: 0, refused: 0, by_reason: {}, complete: true })).toEqual([])
  })

  describe("to a file", () => {
    let folder: string
    beforeEach(() => {
      folder = mkdtempSync(path.join(os.tmpdir(), "customer-role-refusals-"))
    })
    afterEach(() => rmSync(folder, { recursive: true, force: true }))

    it("overwrites the file with every row and makes it private", () => {
      const file = path.join(folder, "refused.jsonl")
      writeFileSync(file, "what was there\n".repeat(100), { mode: 0o644 })
      const refusals = createRefusals(file)
      for (let id = 1; id <= 12; id++) {
        refusals.add(refused(id, { clerk_user_id: "Zeile\n" }))
      }

      const text = refusals.summary(reportOf({ guest_customer: 12 })).join("\n")
      refusals.close()

      expect(text).toContain(`Each refused row is in ${file}.`)
      const lines = readFileSync(file, "utf8").split("\n")
      expect(lines).toHaveLength(13)
      expect(JSON.parse(lines[0])).toEqual(refused(1, { clerk_user_id: "Zeile\n" }))
      expect(statSync(file).mode & 0o777).toBe(0o600)
    })

    it("fails at once if the file cannot be created", () => {
      expect(() => createRefusals(path.join(folder, "no/such/folder.jsonl"))).toThrow("ENOENT")
    })
  })
})
