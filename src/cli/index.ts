#!/usr/bin/env node
import { run } from "./run"
import { createTerminal } from "./terminal"

const writeResult = process.stdout.write.bind(process.stdout)

// Standard output is for results, but Medusa logs to it.
process.stdout.write = process.stderr.write.bind(process.stderr)

// Exits once a pipe has taken all output, since open connections of the shop would keep the process alive.
void run(process.argv.slice(2), createTerminal(writeResult, process.stderr, process.stdout.hasColors?.() ?? false)).then((code) => {
  writeResult("", () => process.exit(code))
})
