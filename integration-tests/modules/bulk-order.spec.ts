import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import type { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { BULK_ORDER_MODULE } from "../../src/modules/bulk-order"
import { Migration20261128213500 } from "../../src/modules/bulk-order/migrations/Migration20261128213500"
import { BulkOrderPlacement } from "../../src/modules/bulk-order/models/bulk-order-placement"
import type { NewPlacement } from "../../src/modules/bulk-order/placements"
import type BulkOrderModuleService from "../../src/modules/bulk-order/service"
import { Migration20261122080000 } from "../../src/modules/customer-role/migrations/Migration20261122080000"
import { Migration20261128000100 } from "../../src/modules/customer-role/migrations/Migration20261128000100"
import { Migration20261128130200 } from "../../src/modules/customer-role/migrations/Migration20261128130200"

const MODULE = `${__dirname}/../../src/modules/bulk-order`

jest.setTimeout(60_000)

moduleIntegrationTestRunner<BulkOrderModuleService>({
  moduleName: BULK_ORDER_MODULE,
  resolve: MODULE,
  moduleModels: [BulkOrderPlacement],
  pathToMigrations: `${MODULE}/migrations`,
  moduleOptions: { clerk: { secretKey: "sk_test_x", authorizedParties: ["http://localhost:8000"] } },
  testSuite: ({ service, MikroOrmWrapper }) => {
    const sql = async <T = Record<string, unknown>>(statement: string, bindings: (string | null)[] = []): Promise<T[]> => {
      const { rows } = await MikroOrmWrapper.forkManager().getKnex().raw<{ rows: T[] }>(statement, bindings)
      return rows
    }
    const wanted = (changes: Partial<NewPlacement> = {}): NewPlacement => ({
      customer_id: "cus_1",
      idempotency_key: "key-1",
      quote_id: null,
      body_hash: "hash-1",
      order_id: "order_1",
      line_count: 2,
      ...changes,
    })
    const loseLease = () => sql("UPDATE bulk_order_placement SET leased_until = now() - interval '1 second'")

    describe("A placement", () => {
      it("is reused for a customer's repeated key, and separate for another customer's", async () => {
        const { placement } = await service.placements.begin(wanted())

        expect(await service.placements.begin(wanted({ order_id: "order_2" }))).toMatchObject({
          placement: { id: placement.id },
          origin: "repeated",
        })
        expect(await service.placements.begin(wanted({ customer_id: "cus_2" }))).toMatchObject({ origin: "own" })
        await expect(service.placements.begin(wanted({ body_hash: "hash-2" }))).rejects.toMatchObject({ code: "idempotency_key_reused" })
      })

      it("exists once for each quote, whatever the key", async () => {
        const { placement } = await service.placements.begin(wanted({ quote_id: "quo_1" }))

        expect(await service.placements.begin(wanted({ quote_id: "quo_1", idempotency_key: "key-2" }))).toMatchObject({
          placement: { id: placement.id },
          origin: "another",
        })
      })

      it("goes to exactly one process once its lease has ended", async () => {
        const { placement } = await service.placements.begin(wanted())
        expect(await service.placements.takeOver(placement.id)).toBeUndefined()
        await loseLease()

        const taken = await Promise.all([1, 2, 3, 4].map(() => service.placements.takeOver(placement.id)))

        expect(taken.filter(Boolean)).toEqual([expect.objectContaining({ id: placement.id, status: "undoing" })])
        expect(await service.placements.open(placement.id)).toBe(false)
      })

      it("is either undone or placed, never both", async () => {
        const { placement } = await service.placements.begin(wanted())
        const complete = () =>
          MikroOrmWrapper.forkManager()
            .getKnex()
            .transaction((trx) => service.placements.complete(placement.id, "order_1", trx))

        expect(await complete()).toBe(true)
        expect(await service.placements.giveUp(placement.id)).toBeUndefined()
        expect(await complete()).toBe(false)
      })
    })

    describe("The migrations", () => {
      const OF_ROLE_MODULE = [Migration20261122080000, Migration20261128000100, Migration20261128130200]
      const OF_THIS_MODULE = [Migration20261128213500]
      type Version = new (...parameters: ConstructorParameters<typeof Migration>) => Migration
      const run = async (versions: Version[], direction: "up" | "down" = "up") => {
        const orm = MikroOrmWrapper.getOrm()
        for (const Version of versions) {
          const migration = new Version(orm.em.getDriver(), orm.config)
          await migration[direction]()
          for (const statement of migration.getQueries().map(String)) {
            await sql(statement.replaceAll("?", "\\?"))
          }
        }
      }
      const shape = async () => ({
        columns: await sql(
          `SELECT column_name, data_type, is_nullable, column_default, ordinal_position FROM information_schema.columns
           WHERE table_name = 'bulk_order_placement' ORDER BY ordinal_position`
        ),
        indexes: await sql("SELECT indexdef FROM pg_indexes WHERE tablename = 'bulk_order_placement' ORDER BY indexname"),
        constraints: await sql(
          `SELECT conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint
           WHERE conrelid = 'bulk_order_placement'::regclass ORDER BY conname`
        ),
      })
      const shapeAfter = async (...versions: Version[]) => {
        await sql("DROP TABLE IF EXISTS bulk_order_placement")
        await sql("DROP TABLE IF EXISTS idempotent_request")
        await run(versions)
        return shape()
      }

      afterEach(() => sql("DROP TABLE IF EXISTS idempotent_request"))

      it("leave the same table in fresh shops, in upgraded ones, and in either order of the modules", async () => {
        const upgraded = await shapeAfter(...OF_ROLE_MODULE)

        expect(upgraded.columns).toHaveLength(14)
        expect(upgraded.indexes).toHaveLength(5)
        expect(await shapeAfter(...OF_ROLE_MODULE, ...OF_THIS_MODULE)).toEqual(upgraded)
        expect(await shapeAfter(...OF_THIS_MODULE, ...OF_ROLE_MODULE)).toEqual(upgraded)
        expect(await shapeAfter(...OF_THIS_MODULE)).toEqual(upgraded)
      })

      it("leave the same table in shops that were upgraded half-way before", async () => {
        const upgraded = await shapeAfter(...OF_ROLE_MODULE)
        const [first, ...later] = OF_ROLE_MODULE

        expect(await shapeAfter(first, ...OF_THIS_MODULE, ...later)).toEqual(upgraded)
      })

      it("keep the placements of an upgraded shop, up and down", async () => {
        await shapeAfter(...OF_ROLE_MODULE)
        const { placement } = await service.placements.begin(wanted())

        await run(OF_THIS_MODULE)
        await run(OF_THIS_MODULE, "down")
        await run(OF_THIS_MODULE)

        expect(await service.placements.listExisting([placement.id])).toEqual([placement.id])
      })
    })
  },
})
