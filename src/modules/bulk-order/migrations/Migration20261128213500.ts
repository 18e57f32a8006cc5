import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Placements, as this module keeps them. Earlier versions kept the table in the customer-role module, whose migrations still
 * create and change it step by step. Medusa runs the modules' migrations in any order, so each statement here leaves alone
 * what those have made, and makes what they would have made.
 */
export class Migration20261128213500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE IF NOT EXISTS bulk_order_placement (
        id text NOT NULL,
        customer_id text NOT NULL,
        idempotency_key text NULL,
        body_hash text NOT NULL,
        order_id text NOT NULL,
        line_count integer NOT NULL,
        status text NOT NULL DEFAULT 'running',
        opened boolean NOT NULL DEFAULT false,
        paying boolean NOT NULL DEFAULT false,
        leased_until timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz NULL,
        CONSTRAINT bulk_order_placement_pkey PRIMARY KEY (id),
        CONSTRAINT bulk_order_placement_status_check CHECK (status IN ('running', 'undoing', 'placed', 'done'))
      );
    `)
    this.addSql(`ALTER TABLE bulk_order_placement ADD COLUMN IF NOT EXISTS quote_id text NULL;`)
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_bulk_order_placement_quote_id_unique" ON bulk_order_placement (quote_id) WHERE quote_id IS NOT NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_bulk_order_placement_operation_key_unique"
       ON bulk_order_placement (customer_id, (quote_id IS NULL), idempotency_key);`
    )
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_bulk_order_placement_open" ON bulk_order_placement (leased_until) WHERE status <> 'done';`)
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_bulk_order_placement_done" ON bulk_order_placement (created_at) WHERE status = 'done';`)
  }

  /** The table stays: the customer-role module's migrations have a part in it, and their down() drops it. */
  override async down(): Promise<void> {
    this.addSql("SELECT 1;")
  }
}
