import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Requests that are carried out once for each key of a customer: quotes, messages, carts. The keys of orders and those of
 * acceptances are no longer the same ones: a key is one for each customer and operation.
 */
export class Migration20261128130200 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE IF NOT EXISTS idempotent_request (
        id text NOT NULL,
        customer_id text NOT NULL,
        operation text NOT NULL,
        idempotency_key text NOT NULL,
        body_hash text NOT NULL,
        result_id text NOT NULL,
        status text NOT NULL DEFAULT 'running',
        attempt integer NOT NULL DEFAULT 1,
        leased_until timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT idempotent_request_pkey PRIMARY KEY (id),
        CONSTRAINT idempotent_request_operation_check CHECK (operation IN ('quote_request', 'quote_message', 'bulk_cart')),
        CONSTRAINT idempotent_request_status_check CHECK (status IN ('running', 'done'))
      );
    `)
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_idempotent_request_key_unique" ON idempotent_request (customer_id, operation, idempotency_key);`
    )
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_idempotent_request_created_at" ON idempotent_request (created_at);`)
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_bulk_order_placement_operation_key_unique"
       ON bulk_order_placement (customer_id, (quote_id IS NULL), idempotency_key);`
    )
    this.addSql(`DROP INDEX IF EXISTS "IDX_bulk_order_placement_key_unique";`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TABLE IF EXISTS idempotent_request CASCADE;`)
    // What has the same key twice by now loses it where it accepts a quote: that is one order for good without a key.
    this.addSql(`
      UPDATE bulk_order_placement p SET idempotency_key = NULL
      WHERE quote_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM bulk_order_placement o
        WHERE o.customer_id = p.customer_id AND o.idempotency_key = p.idempotency_key AND o.quote_id IS NULL
      );
    `)
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_bulk_order_placement_key_unique" ON bulk_order_placement (customer_id, idempotency_key);`
    )
    this.addSql(`DROP INDEX IF EXISTS "IDX_bulk_order_placement_operation_key_unique";`)
  }
}
