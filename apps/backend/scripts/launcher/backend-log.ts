import { closeSync, openSync, readFileSync, writeSync } from "node:fs"
import type { Readable } from "node:stream"

/** Collects the output of Medusa, PostgreSQL and the storefront. */
export type BackendLog = {
  line(text: string): void
  /** Copies a stream into the log, and with `--verbose` to the terminal. `onLine` receives each line as people read it. */
  take(stream: Readable, onLine?: (line: string) => void): void
  /** Returns the last lines without stack frames and colours. */
  tail(): string
  close(): void
}

const TAIL_LINES = 15
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g")
const LEVEL = /^(info|warn):\s*/
/** What Medusa's log writes for programs, other than in development. */
const MESSAGE_IN_JSON = /^\{.*"message":("(?:[^"\\]|\\.)*").*\}$/

export function openBackendLog(file: string, verbose: boolean): BackendLog {
  const descriptor = openSync(file, "w", 0o600)
  let open = true
  const write = (chunk: string) => {
    if (open) {
      writeSync(descriptor, chunk)
    }
    if (verbose) {
      process.stdout.write(chunk)
    }
  }
  return {
    line: (text) => write(`${text}\n`),
    take(stream, onLine) {
      let unfinished = ""
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        write(chunk)
        const lines = (unfinished + chunk).split(/[\r\n]+/)
        unfinished = lines.pop() ?? ""
        lines
          .map(readable)
          .filter(Boolean)
          .forEach((line) => onLine?.(line))
      })
    },
    tail: () =>
      readFileSync(file, "utf8")
        .replace(COLOURS, "")
        .split("\n")
        .filter((line) => line.trim() && !/^\s+at /.test(line))
        .slice(-TAIL_LINES)
        .join("\n"),
    close() {
      open = false
      closeSync(descriptor)
    },
  }
}

const readable = (raw: string): string => {
  const line = raw.replace(COLOURS, "")
  const message = MESSAGE_IN_JSON.exec(line)?.[1]
  return (message ? String(JSON.parse(message)) : line).replace(LEVEL, "").trim()
}
