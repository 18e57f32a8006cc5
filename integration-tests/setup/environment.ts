process.env.LOG_LEVEL ??= "error"
process.env.MEDUSA_DISABLE_TELEMETRY = "true"
process.env.NODE_ENV = "test"

// Restoring a database between tests cuts the app's pooled connections; knex says so for each, and goes on.
const { log } = console
console.log = (...parts: unknown[]) => {
  if (!String(parts[0]).includes("Connection ended unexpectedly")) {
    log(...parts)
  }
}

// Jest searches every file that occurs in a stack trace for a source map, and Medusa makes traces by the thousand while it
// starts. Only the TypeScript of the tests has maps.
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
