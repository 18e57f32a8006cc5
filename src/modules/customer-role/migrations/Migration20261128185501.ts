import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Who placed an order, and what the shop knew of them then. Orders from before have no row: nobody can tell any more. */
export class Migration20261128185501 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE IF NOT EXISTS order_placer (
        id text NOT NULL,
        customer_id text NULL,
        account_type text NULL,
        verification_status text NULL,
        company_name text NULL,
        tax_id text NULL,
        placed_through text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz NULL,
        CONSTRAINT order_placer_pkey PRIMARY KEY (id),
        CONSTRAINT order_placer_placed_through_check CHECK (placed_through IN ('bulk_order', 'credit', 'checkout'))
      );
    `)
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_order_placer_customer_id" ON order_placer (customer_id);`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TABLE IF EXISTS order_placer CASCADE;`)
  }
}
