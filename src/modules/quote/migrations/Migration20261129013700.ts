import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** What the statistics count within a range of time: offers sent and accepted. */
export class Migration20261129013700 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE INDEX IF NOT EXISTS "IDX_quote_event_offers" ON quote_event (type, created_at) WHERE type IN ('sent', 'accepted');
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP INDEX IF EXISTS "IDX_quote_event_offers";`)
  }
}
