import { isErrorCode } from "../../src/errors"
import { CUSTOMER_ROLE_MODULE } from "../../src/modules/customer-role"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import type { CallOptions } from "../helpers/http"
import { describeShop, type Shop } from "../helpers/shop"
import { ON_ACCOUNT } from "../helpers/store-checkout"
import { type Caller, type Column, columnOf, type Credential, type Level, type Row, TABLE } from "./access-rows"
import { peopleOfTable, type Things, WITH_PERSON, waysIn } from "./access-people"

/** Ways in which a Clerk token can be invalid, other than a wrong key. */
const DEFECTS: ((shop: Shop, userId: string) => string)[] = [
  ({ clerk }, id) => clerk.mintToken(id, { alg: "none" }),
  // Signed with the public key.
  ({ clerk }, id) => clerk.mintToken(id, { alg: "HS256" }),
  ({ clerk }, id) => clerk.mintToken(id, { expiresInSeconds: -60 }),
  ({ clerk }, id) => clerk.mintToken(id, { notBeforeSeconds: 60 }),
  ({ clerk }, id) => clerk.mintToken(id, { azp: "https://evil.example" }),
  ({ clerk }, id) => clerk.mintToken(id, { azp: null }),
  ({ clerk }, id) => clerk.mintToken(id, { sid: null }),
  ({ clerk }, id) => clerk.mintToken(id, { sts: "pending" }),
  ({ clerk }, id) => clerk.mintToken(id, { iss: "https://clerk.evil.example" }),
]

/** The access levels of bulk orders and quotes. */
type Levels = { bulkOrders: Level; quotes: Level }

const LEVELS: Levels = { bulkOrders: "verified", quotes: "business" }
const OTHER_LEVELS: Levels = { bulkOrders: "business", quotes: "verified" }

const levelOf = ({ call }: Row, levels: Levels): Level => (call.includes("create-bulk") ? levels.bulkOrders : levels.quotes)

const ROWS = TABLE.filter((row) => !row.level || row.level === levelOf(row, LEVELS))
const ROWS_AT_OTHER_LEVELS = TABLE.filter((row) => row.level && row.level === levelOf(row, OTHER_LEVELS))

/** A cell to try. */
type Asked = { row: Row; cell: string; as: CallOptions }

/** The most calls that one caller makes at the same time. */
const AT_ONCE = 6

/** Returns true if a call changes nothing, so that others may run beside it. */
const isHarmless = ({ row, cell }: Asked): boolean => row.call.startsWith("GET ") || !cell.startsWith("2")

/** Keeps the order of the table: a call that writes runs alone. */
const batchesOf = (asked: Asked[]): Asked[][] => {
  const batches: Asked[][] = []
  for (const one of asked) {
    const batch = batches.at(-1)
    if (batch && batch.length < AT_ONCE && [...batch, one].every(isHarmless)) {
      batch.push(one)
    } else {
      batches.push([one])
    }
  }
  return batches
}

/** Cells by column, then by call. */
type Cells = Partial<Record<Column, Record<string, string>>>

const tableOf = (cells: [Row, string][]): Cells => {
  const table: Cells = {}
  for (const [row, cell] of cells) {
    const column = columnOf(row)
    table[column] = { ...table[column], [row.call]: cell }
  }
  return table
}

const expected = (asked: Asked[]): Cells => tableOf(asked.map(({ row, cell }) => [row, cell]))

/** Returns the cells of a caller with a credential. */
const cellsOf = (caller: Caller, as: CallOptions, rows: Row[], credential?: Credential): Asked[] =>
  rows.map((row) => ({ row, as, cell: ((credential && row.byCredential?.[credential]) ?? row.cells)[caller] }))

/** Tries every cell with every caller, which takes minutes. Otherwise callers with equal answers share the work. */
const IS_WHOLE = process.env.WHOLE_ACCESS_TABLE === "true"

/** The number of callers with equal answers who try a cell. */
const ALIKE = 2

/** Rendering a PDF takes as long as a write. */
const isWork = (one: Asked): boolean => !isHarmless(one) || (one.cell === "200" && one.row.call.endsWith("/pdf"))

/**
 * Selects the calls for a caller's first credential: every read and every refusal. If several callers can write the same,
 * two of them try each row, in turn. The verified business does not repeat a write that appears both as its own and as
 * someone else's.
 */
const withFirstCredential = (asked: Asked[], caller: Caller): Asked[] =>
  asked.filter((one, index) => {
    const alike = WITH_PERSON.filter((other) => one.row.cells[other] === one.cell)
    const isRepeated = caller === "verified" && asked.slice(index + 1).some((later) => asVerified(later) === asVerified(one))
    const isTheirTurn = (alike.findIndex((other) => other === caller) + index) % alike.length < ALIKE
    return IS_WHOLE || !isWork(one) || one.row.byCredential || (isTheirTurn && !isRepeated)
  })

const asVerified = ({ row: { call, body } }: Asked): string =>
  JSON.stringify([call.replace(/ \(.*\)$/, ""), body]).replaceAll("verified's", "own")

/**
 * Selects the calls for a further credential: a share of the reads and refusals, and every call on which the credential
 * has an effect. One middleware checks every credential before Medusa's own routes, so reads are enough there.
 */
const withFurtherCredential = (asked: Asked[], { share, of }: { share: number; of: number }): Asked[] =>
  asked.filter((one, index) => {
    const isTried = IS_WHOLE || (index % of === share && (!one.row.isMedusas || one.row.call.startsWith("GET ")))
    return one.row.byCredential || (!isWork(one) && isTried)
  })

/**
 * Tries every cell of the table.
 *
 * @example
 * describeAccessTable()
 */
export const describeAccessTable = (): void => {
  const world = peopleOfTable()

  describeShop("The access table", { catalogue: true, plugin: { access: LEVELS }, seed: world.seed }, (shop) => {
    const answer = async ({ row: { call, body }, as }: Asked, own: Things): Promise<string> => {
      const [method, target] = world.named(call.replace(/ \(.*\)$/, ""), own).split(" ")
      const sent = body === undefined ? {} : { body: JSON.parse(world.named(JSON.stringify(body), own)) }
      const answered = await shop.call<Answered>(method, target, { ...sent, ...as })
      return [answered.status, await shownBy(shop, { ...answered, call }, own, world.personOf("verified").own)].filter(Boolean).join(" ")
    }

    const answersTo = async (asked: Asked[], own: Things = {}): Promise<Cells> => {
      const cells: [Row, string][] = []
      for (const batch of batchesOf(asked)) {
        cells.push(...(await Promise.all(batch.map(async (one): Promise<[Row, string]> => [one.row, await answer(one, own)]))))
      }
      return tableOf(cells)
    }

    it("holds for callers without a credential", async () => {
      const asked = cellsOf("none", {}, ROWS)

      expect(await answersTo(asked)).toEqual(expected(asked))
    })

    it("holds for a forged token", async () => {
      const token = shop.clerk.mintForgedToken(world.personOf("verified").own["Clerk user"] ?? "")
      const asked = cellsOf("forged", { token }, ROWS)

      expect(await answersTo(asked)).toEqual(expected(asked))
    })

    it("holds for tokens that are invalid in other ways, one for each row", async () => {
      const verified = world.personOf("verified").own["Clerk user"] ?? ""
      const asked = ROWS.flatMap((row, index) => cellsOf("forged", { token: DEFECTS[index % DEFECTS.length](shop, verified) }, [row]))

      expect(await answersTo(asked)).toEqual(expected(asked))
    })

    it("holds for an admin", async () => {
      const asked = cellsOf("admin", { token: shop.admin.token }, ROWS)

      expect(await answersTo(asked)).toEqual(expected(asked))
    })

    it("holds for a secret key", async () => {
      const authorization = `Basic ${Buffer.from(`${world.secretKey()}:`).toString("base64")}`
      const asked = cellsOf("secretKey", { headers: { authorization } }, ROWS)

      expect(await answersTo(asked)).toEqual(expected(asked))
    })

    describe.each(WITH_PERSON)("holds for %s", (caller) => {
      const [first, ...further] = waysIn(caller)

      it.each([first, ...further])("with a %s", async (way) => {
        const { own, credentials } = world.personOf(caller)
        const all = cellsOf(caller, credentials[way] ?? {}, ROWS, way)
        const asked =
          way === first ? withFirstCredential(all, caller) : withFurtherCredential(all, { share: further.indexOf(way), of: further.length })

        expect(await answersTo(asked, own)).toEqual(expected(asked))
      })
    })

    it("holds for everybody if any business may order in bulk and only verified ones may request quotes", async () => {
      const restore = useLevels(shop, OTHER_LEVELS)
      const actual: Partial<Record<Caller, Cells>> = {}
      const wanted: Partial<Record<Caller, Cells>> = {}
      for (const caller of WITH_PERSON) {
        const { own, credentials } = world.personOf(caller)
        const [way] = waysIn(caller)
        const asked = cellsOf(caller, credentials[way] ?? {}, ROWS_AT_OTHER_LEVELS, way)
        actual[caller] = await answersTo(asked, own)
        wanted[caller] = expected(asked)
      }
      restore()

      expect(actual).toEqual(wanted)
    })
  })
}

/** The plugin reads its access levels at each request. */
const useLevels = (shop: Shop, levels: Levels): (() => void) => {
  const { access } = shop.container.resolve(CUSTOMER_ROLE_MODULE).options
  const before = { ...access }
  const { rememberBulkOrdersLevel } = fromBuiltPlugin<typeof import("../../src/modules/customer-role/bulk-orders-level")>(
    "modules/customer-role/bulk-orders-level"
  )
  const use = (now: Levels): void => {
    Object.assign(access, now)
    rememberBulkOrdersLevel(now.bulkOrders)
  }
  use(levels)
  return () => use(before)
}

type Answered = { code?: string; cart?: { id: string }; parent?: { id: string } }

/**
 * Returns what an answer shows, in the table's words: the code of one of our refusals, the cart's new owner, or that
 * credit is offered.
 */
const shownBy = async (
  shop: Shop,
  { call, status, body }: { call: string; status: number; body: Answered },
  own: Things,
  verified: Things
): Promise<string> => {
  if (status >= 400) {
    return isErrorCode(body.code) ? body.code : ""
  }
  const cartId = body.cart?.id
  const shown = [
    cartId && (await ownerOfCart(shop, cartId, own)),
    call.startsWith("GET") && JSON.stringify(body).includes(ON_ACCOUNT) && "with credit",
  ]
  // Answers to other callers must reveal nothing about the verified business.
  const isTold = call.includes("/store/") && own.customer !== verified.customer && JSON.stringify(body).includes(verified.secret ?? "")
  return [...shown, isTold && "and the secret"].filter(Boolean).join(" ")
}

const ownerOfCart = async (shop: Shop, cartId: string, own: Things): Promise<string> => {
  const [cart] = await shop.rows<{ id: string; has_account: boolean }>(
    "SELECT c.customer_id AS id, u.has_account FROM cart c LEFT JOIN customer u ON u.id = c.customer_id WHERE c.id = ?",
    [cartId]
  )
  if (!cart?.id) {
    return "of nobody"
  }
  return cart.id === own.customer ? "own" : cart.has_account ? "another's" : "guest's"
}
