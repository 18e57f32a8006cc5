import { Client } from "pg"
import { databaseUrl } from "./migrated-database"

/**
 * A schema that remembers what is in all other tables, notes which of them are written to, and puts those back.
 *
 * To copy a whole database costs half a second of processor time, and as much again until the app's new connections
 * know a thousand tables and indexes; a test writes to twenty. The schema's own work is done as a replica: no trigger
 * of the plugin or of this schema minds it.
 */
const SCHEMA = `
CREATE SCHEMA IF NOT EXISTS rewind;
CREATE TABLE IF NOT EXISTS rewind.written (relation oid NOT NULL);
CREATE TABLE IF NOT EXISTS rewind.reshaped (command text NOT NULL);
CREATE TABLE IF NOT EXISTS rewind.sequence (sequence regclass NOT NULL, last_value bigint NOT NULL, is_called boolean NOT NULL);

-- No unique key: two transactions that write to one table must not wait for each other here.
CREATE OR REPLACE FUNCTION rewind.note_write() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  INSERT INTO rewind.written VALUES (TG_RELID);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION rewind.note_reshape() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  INSERT INTO rewind.reshaped VALUES (TG_TAG);
END $$;

CREATE OR REPLACE FUNCTION rewind.columns(relation oid) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(format('%I', attname), ', ' ORDER BY attnum) FROM pg_attribute
  WHERE attrelid = relation AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
$$;

CREATE OR REPLACE FUNCTION rewind.remember() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  found record;
  filled boolean;
BEGIN
  FOR found IN
    SELECT c.oid, c.oid::regclass AS name, EXISTS (SELECT FROM pg_trigger WHERE tgrelid = c.oid AND tgname = 'rewind_note_write') AS watched
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname NOT IN ('rewind', 'information_schema') AND n.nspname !~ '^pg_'
  LOOP
    IF NOT found.watched THEN
      EXECUTE format('CREATE TRIGGER rewind_note_write AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %s EXECUTE FUNCTION rewind.note_write()', found.name);
    END IF;
    EXECUTE format('DROP TABLE IF EXISTS rewind.%I', found.oid::text);
    EXECUTE format('SELECT EXISTS (SELECT FROM %s)', found.name) INTO filled;
    IF filled THEN
      EXECUTE format('CREATE TABLE rewind.%I AS SELECT %s FROM %s', found.oid::text, rewind.columns(found.oid), found.name);
    END IF;
  END LOOP;
  DELETE FROM rewind.sequence;
  FOR found IN SELECT format('%I.%I', schemaname, sequencename) AS name FROM pg_sequences LOOP
    EXECUTE format('INSERT INTO rewind.sequence SELECT %L, last_value, is_called FROM %s', found.name, found.name);
  END LOOP;
  DELETE FROM rewind.written;
  DELETE FROM rewind.reshaped;
END $$;

CREATE OR REPLACE FUNCTION rewind.put_back() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  changed record;
BEGIN
  FOR changed IN SELECT DISTINCT relation AS oid, relation::regclass AS name FROM rewind.written LOOP
    EXECUTE format('DELETE FROM %s', changed.name);
    IF to_regclass(format('rewind.%I', changed.oid::text)) IS NOT NULL THEN
      EXECUTE format('INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT * FROM rewind.%I', changed.name, rewind.columns(changed.oid), changed.oid::text);
    END IF;
  END LOOP;
  PERFORM setval(sequence, last_value, is_called) FROM rewind.sequence;
  DELETE FROM rewind.written;
END $$;

DO $$ BEGIN
  CREATE EVENT TRIGGER rewind_note_reshape ON ddl_command_end EXECUTE FUNCTION rewind.note_reshape();
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
`

/** Who is in the middle of something, or holds a lock for as long as they are connected, and how they are sent away. */
const CUT_OFF = `
  SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
    AND (state IS DISTINCT FROM 'idle' OR EXISTS (SELECT FROM pg_locks lock WHERE lock.pid = activity.pid AND locktype = 'advisory'))`

/** Remembers the state of a database and brings it back. */
export type Rewind = {
  /** Remembers the state of now. */
  remember: () => Promise<void>
  /**
   * Brings the remembered state back; whatever the app is still doing in the database is cut off. Connections that are
   * idle stay. Gives `false` where tables were made or changed meanwhile: only a copy of the whole database helps then.
   */
  putBack: () => Promise<boolean>
  close: () => Promise<void>
}

/**
 * @example
 * const rewind = createRewind("shop_1")
 * await rewind.remember()
 * if (!(await rewind.putBack())) await restore("shop_1")
 */
export const createRewind = (database: string): Rewind => {
  let connecting: Promise<Client> | undefined
  const connect = async (): Promise<Client> => {
    const client = new Client({ connectionString: databaseUrl(database) })
    // Whoever copies the database ends all connections to it, this one too.
    client.on("error", () => (connecting = undefined))
    client.on("end", () => (connecting = undefined))
    await client.connect()
    await client.query("SET session_replication_role = replica; SET lock_timeout = '10s'; SET client_min_messages = warning")
    return client
  }
  const connected = (): Promise<Client> => (connecting ??= connect())
  return {
    async remember() {
      const client = await connected()
      await client.query(SCHEMA)
      await client.query("SELECT rewind.remember()")
    },
    async putBack() {
      const client = await connected()
      await client.query(CUT_OFF)
      const { rows } = await client.query("SELECT 1 FROM rewind.reshaped LIMIT 1")
      if (rows.length) {
        return false
      }
      await client.query("SELECT rewind.put_back()")
      return true
    },
    async close() {
      await (await connecting?.catch(() => undefined))?.end()
    },
  }
}
