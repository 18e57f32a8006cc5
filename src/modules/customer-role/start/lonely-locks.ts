import { randomUUID } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

const SAY_EVERY_MS = 60_000

/** One missed turn and a margin. */
const GONE_AFTER_SECONDS = 90

const WARNING =
  "medusa-plugin-customer-role: another instance of this shop was seen within the last 90 seconds, but the Locking Module keeps its locks in the " +
  "memory of one process. Stock can be sold twice. Use a provider that instances share, such as @medusajs/medusa/locking-redis. " +
  "If this instance restarted after a crash, it may have seen its predecessor, and there is nothing to do."

/**
 * Warns once if other instances use the same database while this one keeps its locks in memory. Each instance announces
 * itself in a row of its own.
 */
export class LonelyLocks {
  private readonly id = randomUUID()
  private timer?: NodeJS.Timeout
  private warned = false

  constructor(
    private readonly knex: () => Knex,
    private readonly warn: (message: string) => void
  ) {}

  /** Looks for other instances now and every minute. */
  async watch(): Promise<void> {
    await this.look()
    this.timer = setInterval(() => void this.look(), SAY_EVERY_MS).unref()
  }

  /** Stops and deletes this instance's row. */
  async end(): Promise<void> {
    if (this.timer) {
      clearInterval(this.timer)
      await this.knex()
        .raw("DELETE FROM customer_role_instance WHERE id = ?", [this.id])
        .catch(() => undefined)
    }
  }

  /** Ignores errors: the shop must start and run without this check. */
  private async look(): Promise<void> {
    try {
      await this.knex().raw("INSERT INTO customer_role_instance (id) VALUES (?) ON CONFLICT (id) DO UPDATE SET seen_at = now()", [this.id])
      const { rows } = await this.knex().raw<{ rows: { id: string }[] }>(
        `SELECT id FROM customer_role_instance WHERE id <> ? AND seen_at > now() - make_interval(secs => ?)`,
        [this.id, GONE_AFTER_SECONDS]
      )
      if (rows.length > 0 && !this.warned) {
        this.warned = true
        this.warn(WARNING)
      }
      await this.knex().raw("DELETE FROM customer_role_instance WHERE seen_at < now() - interval '1 day'")
    } catch {
      // The next turn looks again.
    }
  }
}
