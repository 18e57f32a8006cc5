import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * What keeps Clerk and Medusa in step: the fate of each webhook delivery, the queue of roles to write to Clerk, what is
 * known to differ, and how far a reconciliation has come.
 */
export class Migration20261122070000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      ALTER TABLE clerk_webhook_delivery
        ADD COLUMN IF NOT EXISTS clerk_user_id text NULL,
        ADD COLUMN IF NOT EXISTS outcome text NOT NULL DEFAULT 'received',
        ADD COLUMN IF NOT EXISTS reason text NULL,
        ADD COLUMN IF NOT EXISTS attempts integer NOT NULL DEFAULT 1,
        ADD COLUMN IF NOT EXISTS event_at timestamptz NULL,
        ADD COLUMN IF NOT EXISTS events jsonb NULL,
        ADD COLUMN IF NOT EXISTS finished_at timestamptz NULL,
        DROP CONSTRAINT IF EXISTS clerk_webhook_delivery_outcome_check,
        ADD CONSTRAINT clerk_webhook_delivery_outcome_check CHECK (outcome IN ('received', 'applied', 'ignored', 'failed'));
    `)
    // So far, a delivery was recorded once it had taken effect.
    this.addSql(`UPDATE clerk_webhook_delivery SET outcome = 'applied', finished_at = created_at WHERE finished_at IS NULL;`)
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_clerk_webhook_delivery_open" ON clerk_webhook_delivery (updated_at) WHERE finished_at IS NULL;`
    )
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_clerk_webhook_delivery_clerk_user_id" ON clerk_webhook_delivery (clerk_user_id);`)

    // A reconciliation asks about closed records too, which the unique index leaves out.
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_customer_meta_clerk_user_id_closed" ON customer_meta (clerk_user_id) WHERE deleted_at IS NOT NULL;`
    )

    this.addSql(`
      CREATE TABLE IF NOT EXISTS clerk_write_back (
        customer_meta_id text NOT NULL,
        customer_id text NOT NULL,
        clerk_user_id text NOT NULL,
        due_at timestamptz NOT NULL DEFAULT now(),
        leased_until timestamptz NULL,
        attempts integer NOT NULL DEFAULT 0,
        version integer NOT NULL DEFAULT 1,
        reason text NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz NULL,
        CONSTRAINT clerk_write_back_pkey PRIMARY KEY (customer_meta_id)
      );
    `)
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_clerk_write_back_due_at" ON clerk_write_back (due_at);`)

    this.addSql(`
      CREATE TABLE IF NOT EXISTS clerk_difference (
        id text NOT NULL,
        clerk_user_id text NOT NULL,
        kind text NOT NULL,
        customer_id text NULL,
        reason text NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz NULL,
        CONSTRAINT clerk_difference_pkey PRIMARY KEY (id),
        CONSTRAINT clerk_difference_kind_check CHECK (kind IN
          ('missing', 'outdated', 'email', 'claim', 'deleted_at_clerk', 'customer_deleted', 'group', 'write_back'))
      );
    `)
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_clerk_difference_clerk_user_id_kind_unique" ON clerk_difference (clerk_user_id, kind);`
    )
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_clerk_difference_created_at" ON clerk_difference (created_at, id);`)

    this.addSql(`
      CREATE TABLE IF NOT EXISTS clerk_reconciliation (
        id text NOT NULL,
        status text NOT NULL,
        dry_run boolean NOT NULL,
        since timestamptz NULL,
        position jsonb NOT NULL,
        counts jsonb NOT NULL,
        reason text NULL,
        lease text NOT NULL,
        leased_until timestamptz NULL,
        finished_at timestamptz NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz NULL,
        CONSTRAINT clerk_reconciliation_pkey PRIMARY KEY (id),
        CONSTRAINT clerk_reconciliation_status_check CHECK (status IN ('running', 'completed', 'failed'))
      );
    `)
    // One at a time, in however many processes.
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_clerk_reconciliation_running_unique" ON clerk_reconciliation (status) WHERE status = 'running';`
    )
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_clerk_reconciliation_created_at" ON clerk_reconciliation (created_at);`)
    this.addSql(`
      CREATE TABLE IF NOT EXISTS clerk_reconciliation_seen (
        clerk_user_id text NOT NULL,
        CONSTRAINT clerk_reconciliation_seen_pkey PRIMARY KEY (clerk_user_id)
      );
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP INDEX IF EXISTS "IDX_customer_meta_clerk_user_id_closed";`)
    for (const table of ["clerk_reconciliation_seen", "clerk_reconciliation", "clerk_difference", "clerk_write_back"]) {
      this.addSql(`DROP TABLE IF EXISTS ${table} CASCADE;`)
    }
    this.addSql(`
      ALTER TABLE clerk_webhook_delivery
        DROP COLUMN IF EXISTS clerk_user_id, DROP COLUMN IF EXISTS outcome, DROP COLUMN IF EXISTS reason,
        DROP COLUMN IF EXISTS attempts, DROP COLUMN IF EXISTS event_at, DROP COLUMN IF EXISTS events,
        DROP COLUMN IF EXISTS finished_at;
    `)
  }
}
