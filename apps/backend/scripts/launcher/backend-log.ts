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
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        write(chunk)
        if (onLine) {
          tellLines(chunk, onLine)
        }
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

function tellLines(chunk: string, onLine: (line: string) => void): void {
  for (const raw of chunk.replace(COLOURS, "").split(/[\r\n]+/)) {
    const line = raw.replace(LEVEL, "").trim()
    if (line) {
      onLine(line)
    }
  }
}
