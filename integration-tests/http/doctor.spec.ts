import { Modules } from "@medusajs/framework/utils"
import { updateRegionsWorkflow } from "@medusajs/medusa/core-flows"
import type { Finding, Shop as ExaminedShop } from "../../src/doctor/finding"
import { CUSTOMER_ROLE_MODULE } from "../../src/modules/customer-role"
import type { PluginOptions } from "../../src/options"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { describeShop } from "../helpers/shop"

describeShop("medusa-customer-role doctor", { catalogue: true, reshapes: true }, (shop) => {
  const options = (): PluginOptions => shop.container.resolve(CUSTOMER_ROLE_MODULE).options
  const examine = (changes: Partial<ExaminedShop> = {}) =>
    fromBuiltPlugin<typeof import("../../src/doctor/run-checks")>("doctor/run-checks").runChecks({
      container: shop.container,
      options: options(),
      folder: process.cwd(),
      production: false,
      ...changes,
    })
  const findingsOf = async (name: string, changes: Partial<ExaminedShop> = {}): Promise<Finding[]> =>
    (await examine(changes)).find((result) => result.name === name)?.findings ?? []
  const withClerk = (clerk: Partial<PluginOptions["clerk"]>): PluginOptions => ({ ...options(), clerk: { ...options().clerk, ...clerk } })

  afterEach(() => shop.clerk.faults.set(null))

  it("finds a new shop in order but for what only its merchant can do", async () => {
    const verdicts = (await examine()).map(({ name, findings }) => [name, ...new Set(findings.map(({ verdict }) => verdict))])

    expect(Object.fromEntries(verdicts)).toEqual({
      versions: "ok",
      database: "ok",
      migrations: "ok",
      indexes: "ok",
      clerk_instance: "ok",
      authorized_parties: "ok",
      webhooks: "warning",
      role_sync: "warning",
      payment_on_account: "ok",
      customer_group: "ok",
      private_files: "ok",
      several_instances: "ok",
    })
  })

  it("knows every index of the plugin's tables", async () => {
    const { OUR_INDEXES } = fromBuiltPlugin<typeof import("../../src/doctor/our-indexes")>("doctor/our-indexes")
    const rows = await shop.rows<{ name: string }>(
      `SELECT i.relname AS name FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
       WHERE t.relname ~ '^(bulk_order|clerk_|customer_meta|customer_role|customer_set_aside|erased_|idempotent_|order_placer|quote|saved_list|variant_sku)'`
    )

    expect([...OUR_INDEXES].sort()).toEqual(rows.map(({ name }) => name).sort())
  })

  it("names an index that is missing, and a migration that has not run", async () => {
    await shop.rows('DROP INDEX "IDX_customer_meta_clerk_user_id_unique"')
    await shop.rows("DELETE FROM mikro_orm_migrations WHERE name = 'Migration20261129013700'")

    expect(await findingsOf("indexes")).toMatchObject([
      { verdict: "wrong", message: "The database lacks IDX_customer_meta_clerk_user_id_unique." },
    ])
    expect(await findingsOf("migrations")).toMatchObject([
      { verdict: "wrong", message: expect.stringContaining("Migration20261129013700"), advice: "Run npx medusa db:migrate." },
    ])
  })

  it("tells a secret key that Clerk refuses from a Clerk that is away", async () => {
    expect(await findingsOf("clerk_instance", { options: withClerk({ secretKey: "sk_test_of_another_shop" }) })).toMatchObject([
      { verdict: "wrong", message: "Clerk refuses the secret key." },
    ])

    shop.clerk.faults.set({ status: 503 })
    expect(await findingsOf("clerk_instance")).toMatchObject([
      { verdict: "wrong", message: expect.stringMatching(/^Clerk does not answer: /) },
    ])
  })

  it("notices a public key of another instance, and a development key in production", async () => {
    const jwtKey = `-----BEGIN PUBLIC KEY-----
MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf
9Cnzj4p4WGeKLs1Pt8QuKUpRKfFLfRYC9AIKjbJTWit+CqvjWYzvQwECAwEAAQ==
-----END PUBLIC KEY-----`

    const found = await findingsOf("clerk_instance", {
      options: withClerk({ jwtKey, secretKey: options().clerk.secretKey }),
      production: true,
    })

    expect(found.filter(({ verdict }) => verdict === "wrong")).toMatchObject([
      { message: expect.stringMatching(/^clerk\.jwtKey is not a key/) },
    ])
    expect(found.filter(({ verdict }) => verdict === "warning")).toMatchObject(
      options().clerk.secretKey.startsWith("sk_test_") ? [{ message: expect.stringContaining("development instance") }] : []
    )
  })

  it("finds fault with origins in production", async () => {
    const parties = async (...authorizedParties: string[]) =>
      (await findingsOf("authorized_parties", { options: withClerk({ authorizedParties }), production: true })).map(
        ({ verdict }) => verdict
      )

    expect(await parties("http://localhost:8000")).toContain("wrong")
    expect(await parties("http://shop.example")).toContain("warning")
    expect(await parties("https://shop.example")).not.toContain("wrong")
  })

  it("says since when Clerk has been silent, and which deliveries failed", async () => {
    await shop.webhook("user.created", shop.clerkUser())
    expect(await findingsOf("webhooks")).toMatchObject([{ verdict: "ok", message: "The last delivery came today" }])

    await shop.rows("UPDATE clerk_webhook_delivery SET created_at = now() - interval '9 days'")
    expect(await findingsOf("webhooks")).toMatchObject([{ verdict: "warning", message: "The last delivery came 9 days ago." }])

    await shop.rows("UPDATE clerk_webhook_delivery SET outcome = 'failed', reason = 'test'")
    expect(await findingsOf("webhooks")).toMatchObject([{ verdict: "warning", message: "1 delivery could not be applied." }])

    expect(await findingsOf("webhooks", { options: withClerk({ webhookSigningSecret: undefined }) })).toMatchObject([
      { verdict: "warning", message: expect.stringContaining("webhookSigningSecret is not set") },
    ])
  })

  it("names the regions where nobody can pay on account", async () => {
    const { regionId } = shop.catalogue
    await updateRegionsWorkflow(shop.container).run({
      input: { selector: { id: regionId }, update: { payment_providers: ["pp_system_default"] } },
    })

    expect(await findingsOf("payment_on_account")).toMatchObject([
      { verdict: "warning", message: "Businesses cannot pay on account in Germany.", advice: expect.stringContaining("pp_on-account") },
    ])
  })

  it("notices that no price list is for the businesses' group", async () => {
    await shop.container
      .resolve(Modules.PRICING)
      .updatePriceLists((await shop.container.resolve(Modules.PRICING).listPriceLists()).map(({ id }) => ({ id, status: "draft" })))

    expect(await findingsOf("customer_group")).toMatchObject([
      { verdict: "warning", message: expect.stringContaining("No active price list") },
    ])
    expect(await findingsOf("customer_group", { options: { ...options(), customerGroup: false } })).toMatchObject([{ verdict: "ok" }])
  })

  it("notices instances that share neither locks nor limits", async () => {
    await shop.rows("INSERT INTO customer_role_instance (id) VALUES ('another'), ('a third')")

    expect(await findingsOf("several_instances")).toMatchObject([
      { verdict: "wrong", message: expect.stringMatching(/^\d instances run, but locks stay in the memory of each/) },
    ])
  })

  it("changes nothing", async () => {
    const tables = ["customer_meta", "customer_role_event", "clerk_webhook_delivery", "clerk_reconciliation", "clerk_difference"]
    const counts = () => Promise.all(tables.map((table) => shop.rows(`SELECT count(*) FROM ${table}`)))
    await shop.synced()
    const before = await counts()

    await examine()

    expect(await counts()).toEqual(before)
  })
})
