/**
 * A foreseeable reason why PostgreSQL cannot run here. The message tells the person at the terminal what to do, so
 * print it without a stack.
 */
export class LocalPostgresError extends Error {
  override name = "LocalPostgresError"
}
