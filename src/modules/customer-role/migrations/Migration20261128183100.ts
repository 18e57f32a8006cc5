import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Links that are under way, what is set aside when a customer is linked, and the Clerk sessions that Medusa tokens were
 * exchanged in.
 */
export class Migration20261128183100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`ALTER TABLE customer_meta ADD COLUMN IF NOT EXISTS link_pending boolean NOT NULL DEFAULT false;`)
    this.addSql(`
      CREATE TABLE IF NOT EXISTS customer_set_aside (
        id text NOT NULL,
        customer_id text NOT NULL,
        clerk_user_id text NOT NULL,
        phone text NULL,
        company_name text NULL,
        address_ids jsonb NOT NULL DEFAULT '[]',
        account_holder_ids jsonb NOT NULL DEFAULT '[]',
        restored_at timestamptz NULL,
        restored_by text NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz NULL,
        CONSTRAINT customer_set_aside_pkey PRIMARY KEY (id)
      );
    `)
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_customer_set_aside_customer_id" ON customer_set_aside (customer_id, created_at);`)
    this.addSql(`
      CREATE TABLE IF NOT EXISTS clerk_session (
        clerk_session_id text NOT NULL,
        clerk_user_id text NULL,
        exchanged_at timestamptz NULL,
        ended_at timestamptz NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz NULL,
        CONSTRAINT clerk_session_pkey PRIMARY KEY (clerk_session_id)
      );
    `)
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_clerk_session_updated_at" ON clerk_session (updated_at);`)
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_clerk_session_clerk_user_id" ON clerk_session (clerk_user_id);`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TABLE IF EXISTS clerk_session;`)
    this.addSql(`DROP TABLE IF EXISTS customer_set_aside;`)
    this.addSql(`ALTER TABLE customer_meta DROP COLUMN IF EXISTS link_pending;`)
  }
}
