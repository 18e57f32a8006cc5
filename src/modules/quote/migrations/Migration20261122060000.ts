import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** The tables of the module, and the sequence that quotes are numbered from. */
export class Migration20261122060000 extends Migration {
  // No IF NOT EXISTS: a table of this name that somebody else made must stop the migration, not be adopted.
  override async up(): Promise<void> {
    this.addSql(`CREATE SEQUENCE quote_number_seq;`)
    this.addSql(`
      CREATE TABLE quote (
        id text NOT NULL,
        number text NOT NULL,
        customer_id text NOT NULL,
        status text NOT NULL DEFAULT 'requested',
        revision integer NOT NULL DEFAULT 0,
        currency_code text NOT NULL,
        region_id text NULL,
        sales_channel_id text NULL,
        cart_id text NULL,
        company_name text NULL,
        tax_id text NULL,
        valid_until timestamptz NULL,
        order_id text NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz NULL,
        CONSTRAINT quote_pkey PRIMARY KEY (id),
        CONSTRAINT quote_status_check
          CHECK (status IN ('requested', 'sent', 'accepted', 'declined', 'expired', 'cancelled', 'rejected')),
        CONSTRAINT quote_currency_code_check CHECK (currency_code ~ '^[a-z]{3}$'),
        CONSTRAINT quote_revision_check CHECK (revision >= 0)
      );
    `)
    this.addSql(`CREATE UNIQUE INDEX "IDX_quote_number_unique" ON quote (number) WHERE deleted_at IS NULL;`)
    this.addSql(`CREATE INDEX "IDX_quote_customer_id_created_at" ON quote (customer_id, created_at) WHERE deleted_at IS NULL;`)
    this.addSql(`CREATE INDEX "IDX_quote_status_created_at" ON quote (status, created_at) WHERE deleted_at IS NULL;`)
    this.addSql(`
      CREATE TABLE quote_item (
        id text NOT NULL,
        position integer NOT NULL,
        variant_id text NOT NULL,
        sku text NULL,
        title text NOT NULL,
        quantity integer NOT NULL,
        list_unit_price numeric NOT NULL,
        raw_list_unit_price jsonb NOT NULL,
        unit_price numeric NOT NULL,
        raw_unit_price jsonb NOT NULL,
        target_unit_price numeric NULL,
        raw_target_unit_price jsonb NULL,
        note text NULL,
        quote_id text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz NULL,
        CONSTRAINT quote_item_pkey PRIMARY KEY (id),
        CONSTRAINT quote_item_quote_id_foreign FOREIGN KEY (quote_id) REFERENCES quote (id) ON UPDATE CASCADE ON DELETE CASCADE,
        CONSTRAINT quote_item_quantity_check CHECK (quantity > 0),
        CONSTRAINT quote_item_prices_check CHECK (list_unit_price >= 0 AND unit_price >= 0 AND target_unit_price >= 0)
      );
    `)
    this.addSql(`CREATE INDEX "IDX_quote_item_quote_id" ON quote_item (quote_id) WHERE deleted_at IS NULL;`)
    this.addSql(`
      CREATE TABLE quote_message (
        id text NOT NULL,
        author text NOT NULL,
        author_id text NULL,
        text text NOT NULL,
        quote_id text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz NULL,
        CONSTRAINT quote_message_pkey PRIMARY KEY (id),
        CONSTRAINT quote_message_quote_id_foreign FOREIGN KEY (quote_id) REFERENCES quote (id) ON UPDATE CASCADE ON DELETE CASCADE,
        CONSTRAINT quote_message_author_check CHECK (author IN ('customer', 'merchant'))
      );
    `)
    this.addSql(`CREATE INDEX "IDX_quote_message_quote_id" ON quote_message (quote_id) WHERE deleted_at IS NULL;`)
  }

  override async down(): Promise<void> {
    for (const table of ["quote_message", "quote_item", "quote"]) {
      this.addSql(`DROP TABLE IF EXISTS ${table} CASCADE;`)
    }
    this.addSql(`DROP SEQUENCE IF EXISTS quote_number_seq;`)
  }
}
