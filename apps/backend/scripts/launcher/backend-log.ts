import { closeSync, openSync, readFileSync, writeSync } from "node:fs"
import type { Readable } from "node:stream"

/** Collects the output of Medusa and PostgreSQL. */
export type BackendLog = {
  line(text: string): void
  /** Copies a stream into the log, and with `--verbose` to the terminal. */
  take(stream: Readable): void
  /** Returns the last lines without stack frames and colours. */
  tail(): string
  close(): void
}

const TAIL_LINES = 15
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g")

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
    take: (stream) => void stream.setEncoding("utf8").on("data", write),
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
