import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** What the statistics count within a range of time: sign-ups, decisions, and bulk orders. */
export class Migration20261128235200 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_customer_role_event_created" ON customer_role_event (created_at) WHERE type = 'created';`)
    this.addSql(`
      CREATE INDEX IF NOT EXISTS "IDX_customer_role_event_decided" ON customer_role_event (created_at) WHERE type IN ('verified', 'rejected');
    `)
    this.addSql(`
      CREATE INDEX IF NOT EXISTS "IDX_order_placer_bulk_order_created_at" ON order_placer (created_at) WHERE placed_through = 'bulk_order';
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP INDEX IF EXISTS "IDX_order_placer_bulk_order_created_at";`)
    this.addSql(`DROP INDEX IF EXISTS "IDX_customer_role_event_decided";`)
    this.addSql(`DROP INDEX IF EXISTS "IDX_customer_role_event_created";`)
  }
}
