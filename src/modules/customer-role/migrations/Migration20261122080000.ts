import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Attempts to place a bulk order: what a repeated request is answered from, and what is put right after a crash. */
export class Migration20261122080000 extends Migration {
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
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_bulk_order_placement_key_unique" ON bulk_order_placement (customer_id, idempotency_key);`
    )
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_bulk_order_placement_open" ON bulk_order_placement (leased_until) WHERE status <> 'done';`)
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_bulk_order_placement_done" ON bulk_order_placement (created_at) WHERE status = 'done';`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TABLE IF EXISTS bulk_order_placement CASCADE;`)
  }
}
