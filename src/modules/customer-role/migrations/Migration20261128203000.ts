import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Who was erased, under a keyed hash that says nothing to whoever does not know the person already. The key is made with
 * the first erasure and stays with the hashes: no secret that a shop rotates has a part in it. Each half of it is the key
 * as HMAC mixes it, so that the database computes HMAC-SHA256 without an extension.
 */
export class Migration20261128203000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE IF NOT EXISTS erased_person_key (
        id smallint NOT NULL DEFAULT 1,
        inner_key bytea NOT NULL,
        outer_key bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT erased_person_key_pkey PRIMARY KEY (id),
        CONSTRAINT erased_person_key_one_check CHECK (id = 1),
        CONSTRAINT erased_person_key_length_check CHECK (length(inner_key) = 64 AND length(outer_key) = 64)
      );
    `)
    this.addSql(`
      CREATE TABLE IF NOT EXISTS erased_person (
        hash text NOT NULL,
        kind text NOT NULL,
        denied_at timestamptz NULL,
        is_shut_out boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT erased_person_pkey PRIMARY KEY (hash),
        CONSTRAINT erased_person_kind_check CHECK (kind IN ('customer', 'clerk_user', 'email'))
      );
    `)
    this.addSql(`
      CREATE OR REPLACE FUNCTION erased_person_hash(kind text, value text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT encode(sha256(k.outer_key || sha256(k.inner_key || convert_to(kind || ':' || value, 'UTF8'))), 'hex')
        FROM erased_person_key k
      $$;
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`
      DO $$
      BEGIN
        IF EXISTS (SELECT 1 FROM erased_person) THEN
          RAISE EXCEPTION 'persons have been erased: without erased_person they would come back. Keep this version';
        END IF;
      END $$;
    `)
    this.addSql(`DROP FUNCTION IF EXISTS erased_person_hash(text, text);`)
    this.addSql(`DROP TABLE IF EXISTS erased_person;`)
    this.addSql(`DROP TABLE IF EXISTS erased_person_key;`)
  }
}
