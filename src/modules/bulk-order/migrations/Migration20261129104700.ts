import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Lists that customers keep to order again. */
export class Migration20261129104700 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE IF NOT EXISTS saved_list (
        id text NOT NULL,
        customer_id text NOT NULL,
        name text NOT NULL,
        name_key text NOT NULL,
        items jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz NULL,
        CONSTRAINT saved_list_pkey PRIMARY KEY (id),
        CONSTRAINT saved_list_items_check CHECK (jsonb_typeof(items) = 'array' AND jsonb_array_length(items) > 0)
      );
    `)
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_saved_list_customer_name_unique" ON saved_list (customer_id, name_key);`)
  }

  override async down(): Promise<void> {
    this.addSql("DROP TABLE IF EXISTS saved_list;")
  }
}
