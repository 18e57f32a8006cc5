import { styleText } from "node:util"
import { type CheckResult, runChecks } from "../doctor/run-checks"
import type { Finding, Shop, Verdict } from "../doctor/finding"
import type { DoctorCommand } from "./arguments"
import type { Terminal } from "./terminal"

const COLOURS = { ok: "green", warning: "yellow", wrong: "red" } as const satisfies Record<Verdict, string>
const VERDICTS: readonly Verdict[] = ["ok", "warning", "wrong"]

const VERDICT_WIDTH = 9
const TITLE_WIDTH = 12
/** The column where messages begin. */
const INDENT = 2 + VERDICT_WIDTH + TITLE_WIDTH
const LINE_WIDTH = 100

/** Runs `doctor` and returns the exit code: 1 if something is wrong. */
export const runDoctor = async (shop: Shop, { json }: DoctorCommand, terminal: Terminal): Promise<number> =>
  report(await runChecks(shop, json ? undefined : (result) => terminal.print(toText(result, terminal.colours))), json, terminal)

/** Reports that the shop does not even start, as `runDoctor` would. */
export const reportNoStart = (message: string, { json }: DoctorCommand, terminal: Terminal): number => {
  const advice = "Mend it in medusa-config.ts or the environment, then run the command again."
  const result: CheckResult = {
    name: "start",
    title: "Start",
    findings: [{ verdict: "wrong", message: `The shop does not start. ${message}`, advice }],
  }
  if (!json) {
    terminal.print(toText(result, terminal.colours))
  }
  return report([result], json, terminal)
}

const report = (results: CheckResult[], json: boolean, terminal: Terminal): number => {
  const verdicts = results.flatMap(({ findings }) => findings.map(({ verdict }) => verdict))
  const count = (wanted: Verdict): number => verdicts.filter((verdict) => verdict === wanted).length
  if (json) {
    const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, count(verdict)]))
    terminal.print(JSON.stringify({ ...counts, checks: results }, undefined, 2))
  } else {
    terminal.print(`\n${summaryOf(count)}`)
  }
  return count("wrong") ? 1 : 0
}

const summaryOf = (count: (verdict: Verdict) => number): string => {
  const parts = [count("wrong") ? `${count("wrong")} wrong` : "", count("warning") ? `${count("warning")} to look at` : ""].filter(Boolean)
  return parts.length ? `${parts.join(", ")}, ${count("ok")} in order.` : "Everything is in order."
}

const toText = ({ title, findings }: CheckResult, colours: boolean): string =>
  findings.map((finding, index) => lineOf(finding, index === 0 ? title : "", colours)).join("\n")

const lineOf = ({ verdict, message, advice }: Finding, title: string, colours: boolean): string => {
  const mark = verdict.padEnd(VERDICT_WIDTH)
  const head = `  ${colours ? styleText(COLOURS[verdict], mark) : mark}${title.padEnd(TITLE_WIDTH)}`
  const text = [...wrapped(message), ...(advice ? wrapped(advice).map((line) => (colours ? styleText("dim", line) : line)) : [])]
  return head + text.join(`\n${" ".repeat(INDENT)}`)
}

/** Breaks a sentence between words. */
const wrapped = (text: string): string[] => {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= LINE_WIDTH - INDENT) {
      lines[lines.length - 1] = `${last} ${word}`
    } else {
      lines.push(word)
    }
  }
  return lines
}
