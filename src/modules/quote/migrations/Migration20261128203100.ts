import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const appendOnly = (exceptions: string): string => `
  CREATE OR REPLACE FUNCTION quote_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    ${exceptions}
    IF TG_OP = 'DELETE' AND pg_trigger_depth() > 1 THEN
      RETURN OLD;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
  END $$;
`

/** Revisions and timeline are rewritten by one thing only: the erasure of the person whose quote it is. */
export class Migration20261128203100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      appendOnly(`
        IF current_setting('customer_role.erasing', true) = 'on' THEN
          RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
        END IF;`)
    )
  }

  override async down(): Promise<void> {
    this.addSql(appendOnly(""))
  }
}
