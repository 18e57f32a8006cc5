import pc from "picocolors"

const FRAME_MS = 200
const REMINDER_MS = 10_000
const SIGNS = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]
const CLEAR_LINE_BELOW = "\u001B[0J"
const upBy = (lines: number) => `\u001B[${lines}A`

/** Says what a stage is doing at this moment. */
export type Detail = (text: string) => void

/** Reports progress to the person at the terminal until it is silenced. */
export type Progress = {
  /** Runs one stage and prints it with its duration. Several stages may run at the same time. */
  stage<T>(title: string, work: (detail: Detail) => Promise<T>): Promise<T>
  say(line?: string): void
  /** Prints to the error output. */
  complain(text: string): void
  silence(): void
  colours: ReturnType<typeof pc.createColors>
}

/** Where progress goes: a terminal shows running stages live, anything else gets a line every ten seconds. */
export type Output = { isTTY?: boolean; columns?: number; write(text: string): unknown }

type Stage = { title: string; begun: number; detail: string }

/** @example const database = await progress.stage("PostgreSQL", () => openDatabase()) */
export function createProgress(output: Output = process.stdout, errors: Output = process.stderr): Progress {
  const isTerminal = output.isTTY === true
  const colours = pc.createColors(isTerminal && pc.isColorSupported)
  const running = new Set<Stage>()
  let drawn = 0
  let silent = false

  const erase = () => {
    if (drawn > 0) {
      output.write(`${upBy(drawn)}${CLEAR_LINE_BELOW}`)
      drawn = 0
    }
  }
  const draw = () => {
    if (isTerminal && !silent) {
      erase()
      for (const stage of running) {
        output.write(`${liveLine(stage, output.columns ?? 80, colours)}\n`)
      }
      drawn = running.size
    }
  }
  const print = (to: Output, text: string) => {
    erase()
    to.write(`${text}\n`)
    draw()
  }
  const say = (line = "") => {
    if (!silent) {
      print(output, line)
    }
  }
  const remind = (stage: Stage) =>
    isTerminal ? draw() : say(`  ${stage.title} is running for ${seconds(stage, 0)} s${stage.detail && `: ${stage.detail}`}`)

  return {
    colours,
    say,
    complain: (text) => print(errors, text),
    silence() {
      erase()
      silent = true
    },
    async stage(title, work) {
      const stage: Stage = { title, begun: performance.now(), detail: "" }
      running.add(stage)
      draw()
      const timer = setInterval(() => remind(stage), isTerminal ? FRAME_MS : REMINDER_MS)
      try {
        const result = await work((text) => {
          stage.detail = text
        })
        running.delete(stage)
        say(`${colours.green(isTerminal ? "✓" : " ")} ${title.padEnd(52)} ${colours.dim(`${seconds(stage, 1).padStart(5)} s`)}`)
        return result
      } finally {
        running.delete(stage)
        clearInterval(timer)
      }
    },
  }
}

function liveLine(stage: Stage, columns: number, colours: Progress["colours"]): string {
  const sign = SIGNS[Math.floor((performance.now() - stage.begun) / FRAME_MS) % SIGNS.length] ?? ""
  const head = `${sign} ${stage.title}  ${seconds(stage, 0)} s`
  const room = columns - head.length - 3
  const detail = room > 10 ? stage.detail.slice(0, room) : ""
  return `${colours.cyan(sign)}${head.slice(sign.length, columns - 1)}  ${colours.dim(detail)}`
}

function seconds({ begun }: Stage, digits: number): string {
  return ((performance.now() - begun) / 1000).toFixed(digits)
}
