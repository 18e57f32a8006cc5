import { randomBytes } from "node:crypto"
import { mkdtemp, readFile, rm, stat } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { createLegacyTable } from "../helpers/legacy-table"
import { eventually } from "../helpers/eventually"
import { type CommandShop, openCommandShop, PLAIN_FOLDER } from "./command"

jest.setTimeout(600_000)

describe("npx medusa-customer-role", () => {
  let shop: CommandShop
  let folder: string
  beforeAll(async () => {
    shop = await openCommandShop()
    folder = await mkdtemp(path.join(os.tmpdir(), "customer-role-command-"))
  })
  afterAll(async () => {
    await shop?.close()
    await rm(folder, { recursive: true, force: true })
  })

  const countOf = async (table: string, where = "true"): Promise<number> => {
    const [{ count }] = await shop.rows<{ count: string }>(`SELECT count(*) AS count FROM ${table} WHERE ${where}`)
    return Number(count)
  }

  /** Creates businesses at Clerk that the shop does not know. */
  const signUpAtClerk = (count: number, prefix: string) =>
    Array.from({ length: count }, (_, index) =>
      shop.clerk.users.create({
        email: `${prefix}${index}@example.com`,
        unsafe_metadata: { accountType: "business", company: `Cedar ${index}` },
      })
    )

  describe("general options", () => {
    it("prints help and version, and refuses unknown options", async () => {
      const [help, version, nothing, unknown, badSince, secret] = await Promise.all([
        shop.run("--help"),
        shop.run("--version"),
        shop.run(),
        shop.run("reconcile", "--force"),
        shop.run("reconcile", "--since", "yesterday"),
        shop.run("import", "postgres://shop:S3cret@localhost/shop"),
      ])

      expect(help).toMatchObject({ code: 0, messages: "", results: expect.stringContaining("medusa-customer-role <command>") })
      expect(version).toMatchObject({ code: 0, results: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
      expect(nothing).toMatchObject({ code: 2, results: "", messages: expect.stringContaining("Command missing. Use doctor, reconcile") })
      expect(unknown).toMatchObject({ code: 2, messages: expect.stringContaining("Unknown option '--force'.") })
      expect(badSince).toMatchObject({ code: 2, messages: expect.stringContaining("--since is neither a date nor a duration.") })
      expect(secret).toMatchObject({ code: 2, messages: expect.not.stringContaining("S3cret") })
    })

    it("reports a missing Medusa project, or one without the plugin", async () => {
      const elsewhere = await shop.start(["reconcile"], { folder }).ended
      const without = await shop.start(["reconcile"], { folder: PLAIN_FOLDER, environment: { PLUGIN_FOLDER: undefined } }).ended

      expect(elsewhere).toEqual({
        code: 1,
        results: "",
        messages: `No medusa-config found in ${folder}. Run this command in the folder of your Medusa project.\n`,
      })
      expect(without).toMatchObject({
        code: 1,
        results: "",
        messages: expect.stringContaining("medusa-plugin-customer-role is not among the plugins in"),
      })
    })

    it("examines the shop, as text and as JSON", async () => {
      const [text, json] = [await shop.run("doctor"), await shop.run("doctor", "--json")]
      const report: { wrong: number; checks: { title: string }[] } = JSON.parse(json.results)

      expect(report.checks.map(({ title }) => title)).toEqual(expect.arrayContaining(["Migrations", "Clerk", "Instances"]))
      expect(text.results).toMatch(/^ {2}ok {7}Migrations {2}All \d+ have run$/m)
      expect([text.code, json.code]).toEqual(report.wrong ? [1, 1] : [0, 0])
    })

    it("examines a shop that does not start", async () => {
      const { code, results } = await shop.start(["doctor"], { environment: { CLERK_SECRET_KEY: "", CLERK_AUTHORIZED_PARTIES: "" } }).ended

      expect({ code, results }).toEqual({
        code: 1,
        results: expect.stringMatching(
          /^ {2}wrong {4}Start {7}The shop does not start\. [^]*clerk\.secretKey[^]*\n\n1 wrong, 0 in order\.\n$/
        ),
      })
    })

    it("fails if the database is missing, without printing its password", async () => {
      const { code, messages } = await shop.start(["reconcile"], {
        environment: { DATABASE_URL: shop.urlOf("missing_database").replace(/:[^:@/]*@/, ":S3cret-passphrase@") },
      }).ended

      expect({ code, leaked: messages.includes("S3cret-passphrase") }).toEqual({ code: 1, leaked: false })
      expect(messages).toContain("authentication failed")
    })
  })

  describe("reconcile", () => {
    beforeAll(() => {
      signUpAtClerk(3, "first")
    })

    it("reports differences and changes nothing in a dry run", async () => {
      const { code, results, messages } = await shop.run("reconcile", "--dry-run")

      expect(code).toBe(0)
      expect(messages).toContain("Comparing all Clerk users with the shop's customers (dry run: nothing is changed)\n")
      expect(results).toMatch(/^Done after \d+\.\d s\.\n/)
      expect(linesOf(results)).toEqual(
        expect.arrayContaining(["users at Clerk 3", "compared 3", "in order 0", "different 3", "missing 3 no customer for the Clerk user"])
      )
      expect(await countOf("customer")).toBe(0)
    })

    it("mends differences, and waits for events and write-backs", async () => {
      const { code, results } = await shop.run("reconcile")

      expect(code).toBe(0)
      expect(linesOf(results)).toEqual(
        expect.arrayContaining(["compared 3", "different 3", "mended 3 of these", "closed 0 records of deleted users and customers"])
      )
      expect(await countOf("customer_meta", "verification_status = 'pending'")).toBe(3)
      expect(await countOf("notification")).toBe(3)
    })

    it("compares only users that Clerk has changed since a time", async () => {
      signUpAtClerk(2, "second")

      const { code, results, messages } = await shop.run("reconcile", "--since", "1h")

      expect(code).toBe(0)
      expect(messages).toMatch(/^Comparing users whom Clerk has changed since \d{4}-/m)
      expect(linesOf(results)).toEqual(expect.arrayContaining(["mended 2 of these"]))
      expect(await countOf("customer_meta")).toBe(5)
    })

    it("closes no records if the secret key seems to belong to another Clerk instance, unless told to", async () => {
      const strangers = 30
      await shop.rows(
        `INSERT INTO customer (id, email, has_account) SELECT 'cus_lost_' || n, 'lost' || n || '@example.com', true FROM generate_series(1, ${strangers}) n`
      )
      await shop.rows(
        `INSERT INTO customer_meta (id, customer_id, clerk_user_id) SELECT 'cmeta_lost_' || n, 'cus_lost_' || n, 'user_lost_' || n FROM generate_series(1, ${strangers}) n`
      )

      const refused = await shop.run("reconcile")
      expect(refused).toMatchObject({ code: 1, results: expect.stringContaining("--allow-deletions") })
      expect(await countOf("customer_meta", "deleted_at IS NOT NULL")).toBe(0)

      const allowed = await shop.run("reconcile", "--allow-deletions")
      expect(allowed.code).toBe(0)
      expect(linesOf(allowed.results)).toContain("closed 30 records of deleted users and customers")
    })

    it("reports that Clerk refuses the secret key", async () => {
      const { code, messages } = await shop.start(["reconcile"], { environment: { CLERK_SECRET_KEY: "sk_test_of_another_shop" } }).ended

      expect({ code, messages }).toEqual({
        code: 1,
        messages: expect.stringContaining("(clerk_401). Check that clerk.secretKey belongs to this Clerk instance."),
      })
      expect(messages).toContain("Run the command again later to continue.")
    })

    it("stops after the current page when interrupted, and resumes there", async () => {
      signUpAtClerk(1_200, "many")
      shop.clerk.requests.reset()
      shop.clerk.faults.set({ delayMs: 1_000 })
      const running = shop.start(["reconcile", "--dry-run"])
      await eventually(() => expect(shop.clerk.requests.count()).toBeGreaterThanOrEqual(2), 60_000)
      running.send("SIGINT")

      const { code, results, messages } = await running.ended
      shop.clerk.faults.set(null)
      expect({ code, messages }).toEqual({ code: 130, messages: expect.stringContaining("Stopping after the current page") })
      expect(`${results}${messages}`).toContain("Run the command again to continue.")

      const second = await shop.run("reconcile", "--dry-run")
      expect(second).toMatchObject({ code: 0, messages: expect.stringContaining("Continuing the interrupted reconciliation") })
      expect(linesOf(second.results)).toContain("missing 1,200 no customer for the Clerk user")
    })
  })

  describe("import", () => {
    const ROWS = 5_000
    beforeAll(async () => {
      await shop.rows(
        `INSERT INTO customer (id, email, has_account) SELECT 'cus_old_' || n, 'old' || n || '@example.com', n > 15 FROM generate_series(1, ${ROWS}) n`
      )
      await createLegacyTable(
        (sql, bindings) => shop.rows(sql.replace("?", "$1"), bindings),
        [{ customer_id: "cus_nobody", clerk_user_id: "user_nobody" }]
      )
      await shop.rows(
        `INSERT INTO customer_meta_legacy (id, customer_id, clerk_user_id, account_type, is_verified)
         SELECT n + 1, 'cus_old_' || n, 'user_old_' || n, 'business', true FROM generate_series(1, ${ROWS}) n`
      )
    })

    it("reports in a dry run what it would import, and why it refuses the rest", async () => {
      const before = await countOf("customer_meta")

      const { code, results, messages } = await shop.run("import", "--dry-run")

      expect({ code, messages }).toEqual({
        code: 0,
        messages: expect.stringContaining("Importing the roles of an earlier system (dry run: nothing is written)\n"),
      })
      expect(linesOf(results)).toEqual(
        expect.arrayContaining([
          "rows 5,001",
          "to be taken 4,985",
          "already there 0",
          "refused 16",
          "guest_customer 15 a guest: the customer has no account",
          "customer_not_found 1 Medusa has no such customer",
          "row 2: customer cus_old_1, Clerk user user_old_1",
          "and 5 more; use --report <file> to write them all",
          "row 1: customer cus_nobody, Clerk user user_nobody",
        ])
      )
      expect(await countOf("customer_meta")).toBe(before)
    })

    it("writes every refused row to a file that only its owner can read", async () => {
      const report = path.join(folder, "refused.jsonl")

      const { code, results } = await shop.run("import", "--dry-run", "--report", report)

      expect(code).toBe(0)
      expect(results).toContain(`Each refused row is in ${report}.`)
      const lines = (await readFile(report, "utf8"))
        .trimEnd()
        .split("\n")
        .map((line): unknown => JSON.parse(line))
      expect(lines).toHaveLength(16)
      expect(lines[0]).toEqual({ id: 1, customer_id: "cus_nobody", clerk_user_id: "user_nobody", reason: "customer_not_found" })
      expect((await stat(report)).mode & 0o777).toBe(0o600)
    })

    it("fails if it cannot write the report, or the table is invalid", async () => {
      const [unwritable, missing] = await Promise.all([
        shop.run("import", "--dry-run", "--report", path.join(folder, "no/such/folder.jsonl")),
        shop.run("import", "--from", shop.urlOf("postgres"), "--dry-run"),
      ])

      expect(unwritable).toMatchObject({ code: 1, messages: expect.stringContaining("ENOENT") })
      expect(missing).toMatchObject({
        code: 1,
        messages: expect.stringContaining("Table customer_meta_legacy or customer_meta not found. Name the table to import."),
      })
    })

    it("loses nothing and does nothing twice if one of two parallel imports is killed", async () => {
      const [killed, other] = [shop.start(["import", "--trust-verified"]), shop.start(["import", "--trust-verified"])]
      await eventually(async () => expect(await countOf("customer_meta", "clerk_user_id LIKE 'user_old_%'")).toBeGreaterThan(0), 60_000)
      killed.send("SIGKILL")
      expect((await killed.ended).code).toBeNull()
      expect((await other.ended).code).toBe(0)

      const again = await shop.run("import", "--trust-verified")

      expect(linesOf(again.results)).toEqual(expect.arrayContaining(["taken 0", "already there 4,985", "refused 16"]))
      expect(await countOf("customer_meta", "clerk_user_id LIKE 'user_old_%' AND is_verified")).toBe(4_985)
      expect(await countOf("customer_role_event", "type = 'imported'")).toBe(4_985)
      expect(await countOf("customer_group_customer")).toBe(4_985)
      const [{ people }] = await shop.rows("SELECT count(DISTINCT customer_id) AS people FROM customer_group_customer")
      expect(people).toBe("4985")
    })
  })

  describe("export and erase", () => {
    it("print everything stored about a person, and erase it on confirmation", async () => {
      const ada = shop.clerk.users.create({ email: "ada@example.com" })
      await shop.rows("INSERT INTO customer (id, email, has_account) VALUES ('cus_ada', 'ada@example.com', true)")
      await shop.rows(
        `INSERT INTO customer_meta (id, customer_id, clerk_user_id, account_type, verification_status, company_name)
         VALUES ('cmeta_ada', 'cus_ada', $1, 'business', 'pending', 'Cedar GmbH')`,
        [ada.id]
      )
      await shop.rows(
        "INSERT INTO customer_role_event (id, customer_meta_id, type, actor_type) VALUES ('crevt_ada', 'cmeta_ada', 'created', 'clerk')"
      )

      const [exported, live] = await Promise.all([shop.run("export", "cus_ada"), shop.run("erase", "cus_ada")])
      expect(exported.code).toBe(0)
      expect(JSON.parse(exported.results)).toMatchObject({
        customer_id: "cus_ada",
        tables: {
          customer_meta: [{ clerk_user_id: ada.id, company_name: "Cedar GmbH" }],
          customer_role_event: [{ type: "created" }],
          quote: [],
        },
      })
      expect(live).toEqual({ code: 1, results: "", messages: expect.stringContaining("repeat the command with --force") })
      expect(await countOf("customer_meta", "customer_id = 'cus_ada' AND deleted_at IS NULL")).toBe(1)

      const erased = await shop.run("erase", "cus_ada", "--force")
      expect(erased.code).toBe(0)
      expect(JSON.parse(erased.results)).toMatchObject({ erased: { customer_meta: 1, quote: 0, files: 0 } })
      expect(await countOf("customer_meta", "customer_id = 'cus_ada'")).toBe(0)
      expect(await countOf("customer_role_event", "type = 'erased' AND actor_type = 'system'")).toBe(1)

      const nothing = await Promise.all([shop.run("export", "cus_ada"), shop.run("erase", "cus_ada", "--force")])
      expect(nothing.map(({ code, results }) => ({ code, results }))).toEqual([
        { code: 1, results: "" },
        { code: 1, results: "" },
      ])
    })
  })

  describe("medusa db:migrate", () => {
    it.each([
      ["a missing secret key", { CLERK_SECRET_KEY: "" }, ["clerk.secretKey", "CLERK_SECRET_KEY"]],
      ["no authorized parties", { CLERK_AUTHORIZED_PARTIES: "" }, ["clerk.authorizedParties", "CLERK_AUTHORIZED_PARTIES"]],
    ])("stops at %s before it migrates anything, and names option and variable", async (_what, environment, names) => {
      const database = `unmigrated_${randomBytes(4).toString("hex")}`
      await shop.rows(`CREATE DATABASE ${database}`)
      const { code, output } = await shop.migrate({ DATABASE_URL: shop.urlOf(database), ...environment })
      const tables = await shop.tablesOf(database)
      await shop.rows(`DROP DATABASE ${database} WITH (FORCE)`)

      expect({ code, tables }).toEqual({ code: "1", tables: [] })
      for (const name of names) {
        expect(output).toContain(name)
      }
    })
  })
})

/** Removes the columns' spacing. */
const linesOf = (text: string): string[] => text.split("\n").map((line) => line.trim().replace(/\s+/g, " "))
