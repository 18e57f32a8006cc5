import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const KINDS = ["missing", "outdated", "email", "claim", "deleted_at_clerk", "customer_deleted", "group", "write_back"]
const NEW_KINDS = ["email_variants", "waiting_for_sign_in"]

const quoted = (kinds: string[]): string => kinds.map((kind) => `'${kind}'`).join(", ")

/** Two more differences: an address in several cases, and customers who wait for their owners to sign in. */
export class Migration20261128180600 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`ALTER TABLE clerk_difference DROP CONSTRAINT IF EXISTS clerk_difference_kind_check;`)
    this.addSql(
      `ALTER TABLE clerk_difference ADD CONSTRAINT clerk_difference_kind_check CHECK (kind IN (${quoted([...KINDS, ...NEW_KINDS])}));`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`DELETE FROM clerk_difference WHERE kind IN (${quoted(NEW_KINDS)});`)
    this.addSql(`ALTER TABLE clerk_difference DROP CONSTRAINT IF EXISTS clerk_difference_kind_check;`)
    this.addSql(`ALTER TABLE clerk_difference ADD CONSTRAINT clerk_difference_kind_check CHECK (kind IN (${quoted(KINDS)}));`)
  }
}
