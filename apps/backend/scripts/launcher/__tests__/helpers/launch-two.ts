import { createCleanup } from "../../cleanup"
import { launch } from "../../launch"

// A program that starts another one, as Next does. The test kills this process.
const script = process.argv[2] ?? ""
const log = {
  line: () => undefined,
  take: (stream: NodeJS.ReadableStream) => void stream.pipe(process.stdout),
  tail: () => "",
  close: () => undefined,
}

launch({ env: process.env, log, cleanup: createCleanup() }, { name: "two", script, args: [], cwd: __dirname })
