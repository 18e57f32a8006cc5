import { Client } from "pg"
import { databaseUrl } from "./migrated-database"

/**
 * Creates a schema that copies all other tables at named moments (levels), records which tables are written to, and
 * restores those. A level can have another level as its base and then copies only the differences.
 *
 * Copying a whole database costs half a second of processor time, and as much again until the app's new connections know
 * a thousand tables and indexes; a test writes to twenty. The schema's own work runs in replica mode, in which no trigger
 * of the plugin or of this schema fires.
 *
 * Invariant: a table that is neither in `written` nor in `differs` for a level equals that level's copy.
 */
const SCHEMA = `
CREATE SCHEMA IF NOT EXISTS rewind;
CREATE TABLE IF NOT EXISTS rewind.written (relation oid NOT NULL);
CREATE TABLE IF NOT EXISTS rewind.reshaped (command text NOT NULL);
CREATE TABLE IF NOT EXISTS rewind.level (name text PRIMARY KEY, base text);
CREATE TABLE IF NOT EXISTS rewind.differs (level text, relation oid, PRIMARY KEY (level, relation));
CREATE TABLE IF NOT EXISTS rewind.copy (level text, relation oid, filled boolean NOT NULL, PRIMARY KEY (level, relation));
CREATE TABLE IF NOT EXISTS rewind.sequence (level text NOT NULL, sequence regclass NOT NULL, last_value bigint NOT NULL, is_called boolean NOT NULL);

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

CREATE OR REPLACE FUNCTION rewind.watch() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  found record;
BEGIN
  FOR found IN
    SELECT c.oid, c.oid::regclass AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname NOT IN ('rewind', 'information_schema') AND n.nspname !~ '^pg_'
      AND NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = c.oid AND tgname = 'rewind_note_write')
  LOOP
    EXECUTE format('CREATE TRIGGER rewind_note_write AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %s EXECUTE FUNCTION rewind.note_write()', found.name);
    INSERT INTO rewind.written VALUES (found.oid);
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION rewind.remember(new_level text, new_base text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  found record;
  has_rows boolean;
BEGIN
  PERFORM rewind.watch();
  INSERT INTO rewind.differs
    SELECT l.name, w.relation FROM rewind.level l CROSS JOIN (SELECT DISTINCT relation FROM rewind.written) w ON CONFLICT DO NOTHING;
  FOR found IN SELECT relation FROM rewind.copy WHERE level = new_level AND filled LOOP
    EXECUTE format('DROP TABLE rewind.%I', new_level || found.relation);
  END LOOP;
  DELETE FROM rewind.copy WHERE level = new_level;
  FOR found IN
    SELECT tgrelid AS oid, tgrelid::regclass AS name FROM pg_trigger
    WHERE tgname = 'rewind_note_write' AND (new_base IS NULL OR tgrelid IN (SELECT relation FROM rewind.differs WHERE level = new_base))
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %s)', found.name) INTO has_rows;
    IF has_rows THEN
      EXECUTE format('CREATE TABLE rewind.%I AS SELECT %s FROM %s', new_level || found.oid, rewind.columns(found.oid), found.name);
    END IF;
    INSERT INTO rewind.copy VALUES (new_level, found.oid, has_rows);
  END LOOP;
  DELETE FROM rewind.sequence WHERE level = new_level;
  FOR found IN SELECT format('%I.%I', schemaname, sequencename) AS name FROM pg_sequences LOOP
    EXECUTE format('INSERT INTO rewind.sequence SELECT %L, %L, last_value, is_called FROM %s', new_level, found.name, found.name);
  END LOOP;
  INSERT INTO rewind.level VALUES (new_level, new_base) ON CONFLICT (name) DO UPDATE SET base = excluded.base;
  DELETE FROM rewind.differs WHERE level = new_level;
  DELETE FROM rewind.written;
  DELETE FROM rewind.reshaped;
END $$;

CREATE OR REPLACE FUNCTION rewind.put_back(old_level text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  changed record;
  source text;
  has_rows boolean;
BEGIN
  FOR changed IN
    SELECT relation AS oid, relation::regclass AS name
    FROM (SELECT relation FROM rewind.written UNION SELECT relation FROM rewind.differs WHERE level = old_level) either
  LOOP
    EXECUTE format('DELETE FROM %s', changed.name);
    source := old_level;
    LOOP
      SELECT filled INTO has_rows FROM rewind.copy WHERE level = source AND relation = changed.oid;
      EXIT WHEN FOUND OR source IS NULL;
      SELECT base INTO source FROM rewind.level WHERE name = source;
    END LOOP;
    IF has_rows THEN
      EXECUTE format('INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT * FROM rewind.%I', changed.name, rewind.columns(changed.oid), source || changed.oid);
    END IF;
    INSERT INTO rewind.differs SELECT name, changed.oid FROM rewind.level WHERE name <> old_level ON CONFLICT DO NOTHING;
  END LOOP;
  PERFORM setval(sequence, last_value, is_called) FROM rewind.sequence WHERE level = old_level;
  DELETE FROM rewind.differs WHERE level = old_level;
  DELETE FROM rewind.written;
END $$;

DO $$ BEGIN
  CREATE EVENT TRIGGER rewind_note_reshape ON ddl_command_end EXECUTE FUNCTION rewind.note_reshape();
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
`

/** Finds and ends sessions that are inside a transaction or hold a lock for as long as they are connected. */
const CUT_OFF = `
  SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
    AND (state IS DISTINCT FROM 'idle' OR EXISTS (SELECT FROM pg_locks lock WHERE lock.pid = activity.pid AND locktype = 'advisory'))`

/** Saves states of a database and restores them. */
export type Rewind = {
  /** Saves the current state as a level. With another level as its base, copies only the differences. */
  remember: (level: string, base?: string) => Promise<void>
  /** Returns true if tables, functions or triggers were created or changed since. Then only a copy of the whole database helps. */
  isReshaped: () => Promise<boolean>
  /** Restores a level and ends whatever the app is still doing in the database. Idle connections stay. */
  putBack: (level: string) => Promise<void>
  close: () => Promise<void>
}

/**
 * @example
 * const rewind = createRewind("shop_1")
 * await rewind.remember("empty")
 * await rewind.putBack("empty")
 */
export const createRewind = (database: string): Rewind => {
  let connecting: Promise<Client> | undefined
  const connect = async (): Promise<Client> => {
    const client = new Client({ connectionString: databaseUrl(database) })
    // Copying the database ends all connections to it, including this one.
    client.on("error", () => (connecting = undefined))
    client.on("end", () => (connecting = undefined))
    await client.connect()
    await client.query("SET session_replication_role = replica; SET lock_timeout = '10s'; SET client_min_messages = warning")
    return client
  }
  const connected = (): Promise<Client> => (connecting ??= connect())
  return {
    async remember(level, base) {
      const client = await connected()
      await client.query(SCHEMA)
      await client.query("SELECT rewind.remember($1, $2)", [level, base ?? null])
    },
    async isReshaped() {
      const client = await connected()
      return (await client.query("SELECT 1 FROM rewind.reshaped LIMIT 1")).rows.length > 0
    },
    async putBack(level) {
      const client = await connected()
      await client.query(CUT_OFF)
      await client.query("SELECT rewind.put_back($1)", [level])
    },
    async close() {
      await (await connecting?.catch(() => undefined))?.end()
    },
  }
}
