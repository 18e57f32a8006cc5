import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Orders that accept a quote: one attempt at a time, and one order for good. */
export class Migration20261128000100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`ALTER TABLE bulk_order_placement ADD COLUMN IF NOT EXISTS quote_id text NULL;`)
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_bulk_order_placement_quote_id_unique" ON bulk_order_placement (quote_id) WHERE quote_id IS NOT NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`ALTER TABLE bulk_order_placement DROP COLUMN IF EXISTS quote_id;`)
  }
}
