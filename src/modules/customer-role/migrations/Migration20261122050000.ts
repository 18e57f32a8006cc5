import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * The tables of the module, and what keeps them right whatever the code does: unique indexes among live rows, checks
 * that tie the columns of a role together, and a history that cannot be rewritten.
 */
export class Migration20261122050000 extends Migration {
  override async up(): Promise<void> {
    // A customer_meta table from before this plugin keeps its rows under another name. It is never adopted: nobody
    // vouches for its roles.
    this.addSql(`
      DO $$
      DECLARE constraint_name text;
      BEGIN
        IF to_regclass('customer_meta') IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM pg_attribute
          WHERE attrelid = to_regclass('customer_meta') AND attname = 'verification_status' AND NOT attisdropped
        ) THEN
          IF to_regclass('customer_meta_legacy') IS NOT NULL THEN
            RAISE EXCEPTION 'Both customer_meta (from before medusa-plugin-customer-role) and customer_meta_legacy exist. Rename or drop one of them, then run the migrations again.';
          END IF;
          ALTER TABLE customer_meta RENAME TO customer_meta_legacy;
          FOR constraint_name IN
            SELECT conname FROM pg_constraint
            WHERE conrelid = to_regclass('customer_meta_legacy') AND contype IN ('p', 'u') AND conname LIKE 'customer\\_meta\\_%'
          LOOP
            EXECUTE format('ALTER TABLE customer_meta_legacy RENAME CONSTRAINT %I TO %I',
              constraint_name, left(replace(constraint_name, 'customer_meta_', 'customer_meta_legacy_'), 63));
          END LOOP;
        END IF;
      END $$;
    `)

    this.addSql(`
      CREATE TABLE IF NOT EXISTS customer_meta (
        id text NOT NULL,
        customer_id text NOT NULL,
        clerk_user_id text NOT NULL,
        account_type text NOT NULL DEFAULT 'individual',
        company_name text NULL,
        tax_id text NULL,
        is_verified boolean NOT NULL DEFAULT false,
        verification_status text NOT NULL DEFAULT 'not_required',
        verification_note text NULL,
        internal_note text NULL,
        denied_at timestamptz NULL,
        verified_at timestamptz NULL,
        verified_by text NULL,
        disabled_at timestamptz NULL,
        clerk_updated_at timestamptz NULL,
        auth_identity_id text NULL,
        linked_at timestamptz NULL,
        customer_group_id text NULL,
        search_text text NOT NULL DEFAULT '',
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz NULL,
        CONSTRAINT customer_meta_pkey PRIMARY KEY (id),
        CONSTRAINT customer_meta_account_type_check CHECK (account_type IN ('individual', 'business')),
        CONSTRAINT customer_meta_verification_status_check
          CHECK (verification_status IN ('not_required', 'pending', 'verified', 'rejected', 'revoked')),
        CONSTRAINT customer_meta_company_name_check CHECK (char_length(company_name) <= 255),
        CONSTRAINT customer_meta_tax_id_check CHECK (char_length(tax_id) <= 100),
        CONSTRAINT customer_meta_verified_check CHECK (is_verified = (verification_status = 'verified')),
        CONSTRAINT customer_meta_individual_check
          CHECK ((account_type = 'individual') = (verification_status = 'not_required'))
      );
    `)
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_customer_meta_customer_id_unique" ON customer_meta (customer_id) WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_customer_meta_clerk_user_id_unique" ON customer_meta (clerk_user_id) WHERE deleted_at IS NULL;`
    )
    // The guard also asks about closed records, which the unique indexes leave out.
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_customer_meta_customer_id" ON customer_meta (customer_id);`)
    for (const [name, columns] of BUSINESS_LIST_INDEXES) {
      this.addSql(
        `CREATE INDEX IF NOT EXISTS "IDX_customer_meta_business_${name}" ON customer_meta (${columns}) WHERE account_type = 'business' AND deleted_at IS NULL;`
      )
    }

    // Without pg_trgm, or without the right to create it, the search scans the table: slower, and still right.
    this.addSql(`
      DO $$
      BEGIN
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        EXECUTE format(
          'CREATE INDEX IF NOT EXISTS "IDX_customer_meta_search_text" ON customer_meta
             USING gin (search_text %I.gin_trgm_ops) WHERE account_type = ''business'' AND deleted_at IS NULL',
          (SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm')
        );
      EXCEPTION WHEN OTHERS THEN
        RAISE NOTICE 'customer_meta is searched without a trigram index: %', SQLERRM;
      END $$;
    `)

    this.addSql(`
      CREATE TABLE IF NOT EXISTS customer_role_event (
        id text NOT NULL,
        customer_meta_id text NOT NULL,
        type text NOT NULL,
        actor_type text NOT NULL,
        actor_id text NULL,
        impersonator_id text NULL,
        before jsonb NULL,
        after jsonb NULL,
        note text NULL,
        dedupe_key text NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        deleted_at timestamptz NULL,
        CONSTRAINT customer_role_event_pkey PRIMARY KEY (id),
        CONSTRAINT customer_role_event_actor_type_check
          CHECK (actor_type IN ('clerk', 'admin', 'api_key', 'customer', 'system'))
      );
    `)
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_customer_role_event_customer_meta_id" ON customer_role_event (customer_meta_id, created_at);`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_customer_role_event_dedupe_key_unique" ON customer_role_event (dedupe_key) WHERE dedupe_key IS NOT NULL;`
    )
    this.addSql(`
      CREATE OR REPLACE FUNCTION customer_role_event_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' AND current_setting('customer_role.erasing', true) = 'on' THEN
          RETURN OLD;
        END IF;
        RAISE EXCEPTION 'customer_role_event is append-only';
      END $$;
    `)
    this.addSql(`
      CREATE OR REPLACE TRIGGER customer_role_event_append_only BEFORE UPDATE OR DELETE ON customer_role_event
      FOR EACH ROW EXECUTE FUNCTION customer_role_event_append_only();
    `)

    for (const [table, key, columns] of [
      ["clerk_user_tombstone", "clerk_user_id", ""],
      ["clerk_webhook_delivery", "svix_id", "type text NOT NULL,"],
    ]) {
      this.addSql(`
        CREATE TABLE IF NOT EXISTS ${table} (
          ${key} text NOT NULL,
          ${columns}
          created_at timestamptz NOT NULL DEFAULT now(),
          updated_at timestamptz NOT NULL DEFAULT now(),
          deleted_at timestamptz NULL,
          CONSTRAINT ${table}_pkey PRIMARY KEY (${key})
        );
      `)
    }
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_clerk_webhook_delivery_created_at" ON clerk_webhook_delivery (created_at);`)
  }

  /** Gives a legacy table its name back. */
  override async down(): Promise<void> {
    for (const table of ["clerk_webhook_delivery", "clerk_user_tombstone", "customer_role_event", "customer_meta"]) {
      this.addSql(`DROP TABLE IF EXISTS ${table} CASCADE;`)
    }
    this.addSql("DROP FUNCTION IF EXISTS customer_role_event_append_only();")
    this.addSql("ALTER TABLE IF EXISTS customer_meta_legacy RENAME TO customer_meta;")
  }
}

/** One index for each order that the admin list knows, `NULL`s last in both directions. */
const BUSINESS_LIST_INDEXES: [name: string, columns: string][] = [
  ["created_at", "created_at, id"],
  ["updated_at", "updated_at, id"],
  ["verified_at", "verified_at, id"],
  ["verified_at_desc", "verified_at DESC NULLS LAST, id DESC"],
  ["company_name", "company_name, id"],
  ["company_name_desc", "company_name DESC NULLS LAST, id DESC"],
  ["status", "verification_status, created_at, id"],
]
