#!/usr/bin/env node
import { run } from "./run"
import { createTerminal } from "./terminal"

const writeResult = process.stdout.write.bind(process.stdout)

// Medusa logs to the standard output, which is for results.
process.stdout.write = process.stderr.write.bind(process.stderr)

// Also what stands in a pipe is written before the process ends; connections that the shop keeps must not hold it up.
void run(process.argv.slice(2), createTerminal(writeResult, process.stderr)).then((code) => {
  writeResult("", () => process.exit(code))
})
