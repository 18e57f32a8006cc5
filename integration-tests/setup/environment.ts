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
