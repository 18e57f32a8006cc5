/**
 * A foreseeable reason why PostgreSQL cannot run here. The message is written
 * for the person at the terminal and says what to do; it needs no stack.
 */
export class LocalPostgresError extends Error {
  override name = "LocalPostgresError"
}
