process.env.LOG_LEVEL ??= "error"
process.env.MEDUSA_DISABLE_TELEMETRY = "true"
process.env.NODE_ENV = "test"

// Each restored database cuts the app's pooled connections. knex logs each one, and reconnects.
const { log } = console
console.log = (...parts: unknown[]) => {
  if (!String(parts[0]).includes("Connection ended unexpectedly")) {
    log(...parts)
  }
}

// Jest looks for a source map of every file in a stack trace, and Medusa creates thousands of traces while it starts.
// Only the tests' TypeScript has maps.
const { prepareStackTrace: mapped } = Error
if (mapped) {
  Error.prepareStackTrace = (error, frames) => {
    const isOurs = (frame: NodeJS.CallSite) => frame.getFileName()?.endsWith(".ts") ?? false
    if (frames.every(isOurs)) {
      return mapped(error, frames)
    }
    const title = String(mapped(error, []))
    const lines = frames.map((frame) => (isOurs(frame) ? String(mapped(error, [frame])).slice(title.length) : `\n    at ${String(frame)}`))
    return title + lines.join("")
  }
}
