import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Marks the quotes whose search text an earlier migration folded with `lower()`, which leaves letters such as Ü alone on
 * the C locale. A job folds the marked ones again and clears the mark. ASCII text is folded right on every locale.
 */
export class Migration20261128214733 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`ALTER TABLE quote ADD COLUMN IF NOT EXISTS is_search_stale boolean NOT NULL DEFAULT false;`)
    this.addSql(`UPDATE quote SET is_search_stale = true WHERE octet_length(search_text) <> char_length(search_text);`)
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_quote_search_stale" ON quote (customer_id) WHERE is_search_stale;`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP INDEX IF EXISTS "IDX_quote_search_stale";`)
    this.addSql(`ALTER TABLE quote DROP COLUMN IF EXISTS is_search_stale;`)
  }
}
