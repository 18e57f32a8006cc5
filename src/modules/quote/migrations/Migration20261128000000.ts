import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * The negotiation: what each revision offered, who did what when, files that came with messages. The database keeps the
 * states to the pairs of `transitions.ts`, and revisions and timeline as they were written.
 */
export class Migration20261128000000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      ALTER TABLE quote
        ADD COLUMN decimal_digits integer NOT NULL DEFAULT 2,
        ADD COLUMN draft_valid_until timestamptz NULL,
        ADD COLUMN internal_note text NULL,
        ADD COLUMN search_text text NOT NULL DEFAULT '',
        ADD COLUMN accepting_id text NULL,
        ADD COLUMN accepting_since timestamptz NULL,
        ADD COLUMN accepting_impersonator_id text NULL,
        ADD COLUMN reminded_at timestamptz NULL;
    `)
    this.addSql(`ALTER TABLE quote_item ADD COLUMN is_tax_inclusive boolean NOT NULL DEFAULT false;`)
    // What the first version did not keep is found where Medusa keeps it, in the same database.
    this.addSql(`
      DO $$
      BEGIN
        IF to_regclass('currency') IS NOT NULL THEN
          UPDATE quote q SET decimal_digits = c.decimal_digits FROM currency c WHERE c.code = q.currency_code;
        END IF;
        IF to_regclass('price_preference') IS NOT NULL THEN
          UPDATE quote_item i SET is_tax_inclusive = coalesce(
            (SELECT p.is_tax_inclusive FROM price_preference p
             WHERE p.attribute = 'region_id' AND p.value = q.region_id AND p.deleted_at IS NULL LIMIT 1),
            (SELECT p.is_tax_inclusive FROM price_preference p
             WHERE p.attribute = 'currency_code' AND p.value = q.currency_code AND p.deleted_at IS NULL LIMIT 1),
            false)
          FROM quote q WHERE q.id = i.quote_id;
        END IF;
      END $$;
    `)
    this.addSql(`UPDATE quote SET search_text = lower(concat_ws(chr(10), number, company_name, tax_id));`)
    this.createRevisions()
    this.createTimeline()
    this.extendMessages()
    this.restrictStates()
    for (const [name, columns] of LIST_INDEXES) {
      this.addSql(`CREATE INDEX "IDX_quote_${name}" ON quote (${columns}) WHERE deleted_at IS NULL;`)
    }
    this.addSql(`CREATE INDEX "IDX_quote_due" ON quote (valid_until) WHERE status = 'sent' AND deleted_at IS NULL;`)
    this.addSql(`CREATE UNIQUE INDEX "IDX_quote_accepting_id_unique" ON quote (accepting_id) WHERE accepting_id IS NOT NULL;`)
    this.addSql(`CREATE UNIQUE INDEX "IDX_quote_order_id_unique" ON quote (order_id) WHERE order_id IS NOT NULL;`)
    // Without pg_trgm, or without the right to create it, the search scans the table: slower, and still right.
    this.addSql(`
      DO $$
      BEGIN
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        EXECUTE format(
          'CREATE INDEX "IDX_quote_search_text" ON quote USING gin (search_text %I.gin_trgm_ops) WHERE deleted_at IS NULL',
          (SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm')
        );
      EXCEPTION WHEN OTHERS THEN
        RAISE NOTICE 'quote is searched without a trigram index: %', SQLERRM;
      END $$;
    `)
  }

  private createRevisions(): void {
    this.addSql(`
      CREATE TABLE quote_revision (
        id text NOT NULL,
        quote_id text NOT NULL,
        revision integer NOT NULL,
        company_name text NULL,
        tax_id text NULL,
        valid_until timestamptz NULL,
        total numeric NOT NULL,
        raw_total jsonb NOT NULL,
        message text NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        deleted_at timestamptz NULL,
        CONSTRAINT quote_revision_pkey PRIMARY KEY (id),
        CONSTRAINT quote_revision_quote_id_foreign FOREIGN KEY (quote_id) REFERENCES quote (id) ON UPDATE CASCADE ON DELETE CASCADE,
        CONSTRAINT quote_revision_revision_check CHECK (revision >= 0),
        CONSTRAINT quote_revision_valid_until_check CHECK ((revision = 0) = (valid_until IS NULL))
      );
    `)
    this.addSql(`CREATE UNIQUE INDEX "IDX_quote_revision_unique" ON quote_revision (quote_id, revision);`)
    this.addSql(`
      CREATE TABLE quote_revision_item (
        id text NOT NULL,
        revision_id text NOT NULL,
        item_id text NOT NULL,
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
        is_tax_inclusive boolean NOT NULL,
        note text NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        deleted_at timestamptz NULL,
        CONSTRAINT quote_revision_item_pkey PRIMARY KEY (id),
        CONSTRAINT quote_revision_item_revision_id_foreign
          FOREIGN KEY (revision_id) REFERENCES quote_revision (id) ON UPDATE CASCADE ON DELETE CASCADE,
        CONSTRAINT quote_revision_item_quantity_check CHECK (quantity > 0),
        CONSTRAINT quote_revision_item_prices_check CHECK (list_unit_price >= 0 AND unit_price >= 0 AND target_unit_price >= 0)
      );
    `)
    this.addSql(`CREATE UNIQUE INDEX "IDX_quote_revision_item_unique" ON quote_revision_item (revision_id, item_id);`)
    // What was asked for before there were revisions.
    this.addSql(`
      INSERT INTO quote_revision (id, quote_id, revision, company_name, tax_id, total, raw_total, created_at)
      SELECT 'quorev_' || substr(q.id, 5), q.id, 0, q.company_name, q.tax_id, i.total,
             jsonb_build_object('value', i.total::text, 'precision', 20), q.created_at
      FROM quote q CROSS JOIN LATERAL
        (SELECT coalesce(sum(list_unit_price * quantity), 0) AS total FROM quote_item WHERE quote_id = q.id AND deleted_at IS NULL) i;
    `)
    this.addSql(`
      INSERT INTO quote_revision_item
        (id, revision_id, item_id, position, variant_id, sku, title, quantity, list_unit_price, raw_list_unit_price,
         unit_price, raw_unit_price, target_unit_price, raw_target_unit_price, is_tax_inclusive, note)
      SELECT 'quorli_' || substr(i.id, 8), r.id, i.id, i.position, i.variant_id, i.sku, i.title, i.quantity, i.list_unit_price,
             i.raw_list_unit_price, i.list_unit_price, i.raw_list_unit_price, i.target_unit_price, i.raw_target_unit_price, i.is_tax_inclusive, i.note
      FROM quote_item i JOIN quote_revision r ON r.quote_id = i.quote_id WHERE i.deleted_at IS NULL;
    `)
    for (const table of ["quote_revision", "quote_revision_item"]) {
      this.keepAsWritten(table)
    }
  }

  private createTimeline(): void {
    this.addSql(`
      CREATE TABLE quote_event (
        id text NOT NULL,
        quote_id text NOT NULL,
        type text NOT NULL,
        actor_type text NOT NULL,
        actor_id text NULL,
        impersonator_id text NULL,
        from_status text NULL,
        to_status text NOT NULL,
        revision integer NOT NULL,
        note text NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        deleted_at timestamptz NULL,
        CONSTRAINT quote_event_pkey PRIMARY KEY (id),
        CONSTRAINT quote_event_quote_id_foreign FOREIGN KEY (quote_id) REFERENCES quote (id) ON UPDATE CASCADE ON DELETE CASCADE,
        CONSTRAINT quote_event_actor_type_check CHECK (actor_type IN ('customer', 'admin', 'api_key', 'system'))
      );
    `)
    this.addSql(`CREATE INDEX "IDX_quote_event_quote_id" ON quote_event (quote_id, created_at);`)
    this.keepAsWritten("quote_event")
  }

  /** What was offered and who did what cannot be rewritten. It goes with its quote only. */
  private keepAsWritten(table: string): void {
    this.addSql(`
      CREATE OR REPLACE FUNCTION quote_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' AND pg_trigger_depth() > 1 THEN
          RETURN OLD;
        END IF;
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
      END $$;
    `)
    this.addSql(`
      CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
      FOR EACH ROW EXECUTE FUNCTION quote_append_only();
    `)
  }

  private extendMessages(): void {
    this.addSql(`ALTER TABLE quote_message DROP CONSTRAINT quote_message_author_check;`)
    this.addSql(`UPDATE quote_message SET author = 'admin' WHERE author = 'merchant';`)
    this.addSql(`
      ALTER TABLE quote_message
        ADD COLUMN item_id text NULL,
        ADD CONSTRAINT quote_message_author_check CHECK (author IN ('customer', 'admin', 'system'));
    `)
    this.addSql(`
      CREATE TABLE quote_attachment (
        id text NOT NULL,
        message_id text NOT NULL,
        file_id text NOT NULL,
        filename text NOT NULL,
        mime_type text NOT NULL,
        size integer NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz NULL,
        CONSTRAINT quote_attachment_pkey PRIMARY KEY (id),
        CONSTRAINT quote_attachment_message_id_foreign
          FOREIGN KEY (message_id) REFERENCES quote_message (id) ON UPDATE CASCADE ON DELETE CASCADE,
        CONSTRAINT quote_attachment_size_check CHECK (size > 0)
      );
    `)
    this.addSql(`CREATE INDEX "IDX_quote_attachment_message_id" ON quote_attachment (message_id) WHERE deleted_at IS NULL;`)
  }

  private restrictStates(): void {
    this.addSql(`
      ALTER TABLE quote
        ADD CONSTRAINT quote_accepted_check CHECK ((status = 'accepted') = (order_id IS NOT NULL)),
        ADD CONSTRAINT quote_sent_check
          CHECK (status NOT IN ('sent', 'accepted', 'declined', 'expired') OR revision > 0 AND valid_until IS NOT NULL),
        ADD CONSTRAINT quote_accepting_check
          CHECK ((accepting_id IS NULL) = (accepting_since IS NULL) AND (accepting_id IS NULL OR status = 'sent'));
    `)
    this.addSql(`
      CREATE FUNCTION quote_transition() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.status <> NEW.status AND OLD.status || '>' || NEW.status NOT IN (${PAIRS.map((pair) => `'${pair}'`).join(", ")}) THEN
          RAISE EXCEPTION 'a quote does not go from % to %', OLD.status, NEW.status;
        END IF;
        RETURN NEW;
      END $$;
    `)
    this.addSql(`
      CREATE TRIGGER quote_transition BEFORE UPDATE OF status ON quote FOR EACH ROW EXECUTE FUNCTION quote_transition();
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`
      DO $$
      BEGIN
        IF EXISTS (SELECT 1 FROM quote WHERE revision > 0) THEN
          RAISE EXCEPTION 'quotes have been sent: what was offered in them would be lost. Delete them first, or keep this version';
        END IF;
      END $$;
    `)
    this.addSql(`DROP TRIGGER IF EXISTS quote_transition ON quote;`)
    for (const table of ["quote_attachment", "quote_event", "quote_revision_item", "quote_revision"]) {
      this.addSql(`DROP TABLE IF EXISTS ${table} CASCADE;`)
    }
    this.addSql(`DROP FUNCTION IF EXISTS quote_transition();`)
    this.addSql(`DROP FUNCTION IF EXISTS quote_append_only();`)
    this.addSql(`DELETE FROM quote_message WHERE author = 'system';`)
    this.addSql(`ALTER TABLE quote_message DROP CONSTRAINT quote_message_author_check, DROP COLUMN item_id;`)
    this.addSql(`UPDATE quote_message SET author = 'merchant' WHERE author = 'admin';`)
    this.addSql(`ALTER TABLE quote_message ADD CONSTRAINT quote_message_author_check CHECK (author IN ('customer', 'merchant'));`)
    this.addSql(`ALTER TABLE quote_item DROP COLUMN is_tax_inclusive;`)
    this.addSql(`
      ALTER TABLE quote
        DROP CONSTRAINT quote_accepted_check, DROP CONSTRAINT quote_sent_check, DROP CONSTRAINT quote_accepting_check,
        DROP COLUMN decimal_digits, DROP COLUMN draft_valid_until, DROP COLUMN internal_note, DROP COLUMN search_text,
        DROP COLUMN accepting_id, DROP COLUMN accepting_since, DROP COLUMN accepting_impersonator_id,
        DROP COLUMN reminded_at;
    `)
    for (const [name] of LIST_INDEXES) {
      this.addSql(`DROP INDEX IF EXISTS "IDX_quote_${name}";`)
    }
    this.addSql(`DROP INDEX IF EXISTS "IDX_quote_due";`)
    this.addSql(`DROP INDEX IF EXISTS "IDX_quote_order_id_unique";`)
  }
}

/** The pairs of states that a quote may go through, as `transitions.ts` has them. */
const PAIRS = [
  "requested>sent",
  "requested>cancelled",
  "requested>rejected",
  "sent>requested",
  "sent>accepted",
  "sent>declined",
  "sent>expired",
  "sent>cancelled",
  "sent>rejected",
  "expired>requested",
]

/** One index for each order that lists know. */
const LIST_INDEXES: [name: string, columns: string][] = [
  ["created_at", "created_at, id"],
  ["updated_at", "updated_at, id"],
  ["valid_until", "valid_until, id"],
  ["valid_until_desc", "valid_until DESC NULLS LAST, id DESC"],
]
