import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Since when the customer waits for the shop. Triggers keep it, because statuses and messages are written in many places: a
 * forgotten one would leave a customer without an answer.
 */
export class Migration20261129011600 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`ALTER TABLE quote ADD COLUMN IF NOT EXISTS waiting_since timestamptz NULL;`)
    this.addSql(`
      UPDATE quote q SET waiting_since = coalesce(
        (SELECT max(e.created_at) FROM quote_event e WHERE e.quote_id = q.id AND e.type IN ('requested', 'renegotiated')), q.created_at)
      WHERE q.status = 'requested';
    `)
    this.addSql(`
      UPDATE quote q SET waiting_since = (
        SELECT min(m.created_at) FROM quote_message m
        WHERE m.quote_id = q.id AND m.author = 'customer' AND m.deleted_at IS NULL AND m.created_at > greatest(
          (SELECT max(e.created_at) FROM quote_event e WHERE e.quote_id = q.id AND e.type = 'sent'),
          (SELECT max(a.created_at) FROM quote_message a WHERE a.quote_id = q.id AND a.author = 'admin' AND a.deleted_at IS NULL)))
      WHERE q.status = 'sent';
    `)
    this.addSql(`
      CREATE OR REPLACE FUNCTION quote_waiting_since() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.status <> 'requested' THEN
          NEW.waiting_since := NULL;
        ELSIF TG_OP = 'INSERT' THEN
          NEW.waiting_since := NEW.created_at;
        ELSIF OLD.status <> 'requested' THEN
          NEW.waiting_since := clock_timestamp();
        END IF;
        RETURN NEW;
      END $$;
    `)
    this.addSql(`
      CREATE OR REPLACE TRIGGER quote_waiting_since BEFORE INSERT OR UPDATE OF status ON quote
      FOR EACH ROW EXECUTE FUNCTION quote_waiting_since();
    `)
    // A message is an answer to an offer. Without an offer the customer goes on waiting for one, whoever writes.
    this.addSql(`
      CREATE OR REPLACE FUNCTION quote_message_turn() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.author = 'customer' THEN
          UPDATE quote SET waiting_since = NEW.created_at WHERE id = NEW.quote_id AND status = 'sent' AND waiting_since IS NULL;
        ELSIF NEW.author = 'admin' THEN
          UPDATE quote SET waiting_since = NULL WHERE id = NEW.quote_id AND status = 'sent' AND waiting_since IS NOT NULL;
        END IF;
        RETURN NULL;
      END $$;
    `)
    this.addSql(`
      CREATE OR REPLACE TRIGGER quote_message_turn AFTER INSERT ON quote_message
      FOR EACH ROW EXECUTE FUNCTION quote_message_turn();
    `)
    this.addSql(`
      CREATE INDEX IF NOT EXISTS "IDX_quote_waiting_since" ON quote (waiting_since, created_at DESC, id DESC) WHERE deleted_at IS NULL;
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TRIGGER IF EXISTS quote_message_turn ON quote_message;`)
    this.addSql(`DROP FUNCTION IF EXISTS quote_message_turn();`)
    this.addSql(`DROP TRIGGER IF EXISTS quote_waiting_since ON quote;`)
    this.addSql(`DROP FUNCTION IF EXISTS quote_waiting_since();`)
    this.addSql(`ALTER TABLE quote DROP COLUMN IF EXISTS waiting_since;`)
  }
}
