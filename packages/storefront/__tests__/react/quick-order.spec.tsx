import { act, renderHook } from "@testing-library/react"
import type { BulkOrderInput, BulkOrderPreview, BulkOrderPreviewLine, OrderLineError } from "../../src/index.js"
import { CustomerRoleError } from "../../src/errors.js"
import { readSheetFile, useBulkOrder, useQuickOrder } from "../../src/react/quick-order/index.js"
import { refusal } from "../helpers/fake-shop.js"
import { actAndFlush, passTime, useTestTime } from "../helpers/page.js"

useTestTime()

const DESTINATION = { shipping_address: { country_code: "de" } }

const errorOf = (code: OrderLineError["code"], more: Partial<OrderLineError> = {}): OrderLineError => ({
  index: 0,
  sku: null,
  code,
  message: "No.",
  ...more,
})

const lineOf = (index: number, sku: string, quantity: number | null, more: Partial<BulkOrderPreviewLine> = {}): BulkOrderPreviewLine => ({
  index,
  sku,
  variant_id: `variant_${sku}`,
  title: `The ${sku}`,
  variant_title: null,
  quantity,
  unit_price: 2,
  total: (quantity ?? 0) * 2,
  available: quantity ?? 0,
  errors: [],
  ...more,
})

const previewOf = (lines: BulkOrderPreviewLine[], more: Partial<BulkOrderPreview> = {}): BulkOrderPreview => ({
  lines,
  subtotal: 10,
  tax_total: 2,
  shipping_total: 3,
  total: 15,
  currency_code: "eur",
  valid: lines.every(({ errors }) => errors.length === 0),
  ...more,
})

/** A shop that sells everything but `WRONG`, and records what it is asked. */
const createShop = () => {
  const asked: BulkOrderInput[] = []
  const shop = {
    asked,
    answer: async (input: BulkOrderInput): Promise<BulkOrderPreview> =>
      previewOf(
        (input.items ?? []).map((item, index) =>
          lineOf(index, String(item.sku), item.quantity, {
            errors: item.sku === "WRONG" ? [errorOf("unknown_sku", { suggestions: ["RIGHT"] })] : [],
          })
        )
      ),
    bulkOrders: {
      preview: (input: BulkOrderInput): Promise<BulkOrderPreview> => {
        asked.push(input)
        return shop.answer(input)
      },
    },
  }
  return shop
}

const open = (shop = createShop(), storageKey?: string) => {
  const { result, unmount } = renderHook(() => useQuickOrder({ shop, destination: DESTINATION, storageKey }))
  return { shop, unmount, order: () => result.current }
}

describe("useQuickOrder", () => {
  it("asks once somebody has stopped typing, and shows a price only beside the quantity it belongs to", async () => {
    const { shop, order } = open()
    await actAndFlush(() => order().add({ sku: "BOLT", quantity: "1" }))
    const [{ id }] = order().rows
    await actAndFlush(() => order().change(id, { quantity: "12" }))
    expect(shop.asked).toEqual([])
    await passTime(0.3)
    expect(shop.asked).toEqual([{ items: [{ sku: "BOLT", quantity: 12 }], ...DESTINATION }])
    expect(order()).toMatchObject({ isValid: true, rows: [{ line: { unit_price: 2 } }], totals: { total: 15 } })

    await actAndFlush(() => order().change(id, { quantity: "120" }))
    expect(order()).toMatchObject({ isValid: false, totals: undefined })
    expect(order().rows[0]).toMatchObject({ isChecking: true })
    expect(order().rows[0].line).toBeUndefined()
  })

  it("ignores an older answer that comes after a newer one", async () => {
    const { shop, order } = open()
    const answers: (() => void)[] = []
    const answer = shop.answer
    shop.answer = (input) => new Promise((resolve) => answers.push(() => void answer(input).then(resolve)))
    await actAndFlush(() => order().add({ sku: "BOLT", quantity: "1" }))
    await passTime(0.3)
    await actAndFlush(() => order().change(order().rows[0].id, { quantity: "2" }))
    await passTime(0.3)
    await actAndFlush(() => answers[1]())
    await actAndFlush(() => answers[0]())
    expect(order().rows[0].line?.quantity).toBe(2)
  })

  it("says itself what the shop could not read, and does not send it", async () => {
    const { shop, order } = open()
    await actAndFlush(() => order().add({ sku: "BOLT", quantity: "1,5" }, { sku: "", quantity: "3" }, {}))
    await passTime(0.3)
    expect(shop.asked).toEqual([])
    expect(order().rows.map(({ errors }) => errors.map(({ code }) => code))).toEqual([["invalid_quantity"], ["unknown_sku"], []])
    expect(order()).toMatchObject({ badCount: 2, rowCount: 2, isValid: false })
  })

  it("leaves bad rows out on request, and brings them back by undoing", async () => {
    const { order } = open()
    await actAndFlush(() => order().add({ sku: "WRONG", quantity: "1" }, { sku: "BOLT", quantity: "2" }))
    await passTime(0.3)
    expect(order()).toMatchObject({ badCount: 1, isValid: false })
    await actAndFlush(() => order().removeBad())
    await passTime(0.3)
    expect(order()).toMatchObject({ rowCount: 1, isValid: true })
    await actAndFlush(() => order().undo())
    expect(order().rows.map(({ sku }) => sku)).toEqual(["WRONG", "BOLT"])
    await actAndFlush(() => order().redo())
    expect(order().rows.map(({ sku }) => sku)).toEqual(["BOLT"])
  })

  it("undoes what was typed into one cell at once", async () => {
    const { order } = open()
    await actAndFlush(() => order().add({ sku: "BOLT", quantity: "1" }))
    const [{ id }] = order().rows
    for (const quantity of ["10", "100"]) {
      await actAndFlush(() => order().change(id, { quantity }))
    }
    await actAndFlush(() => order().undo())
    expect(order().rows[0].quantity).toBe("1")
  })

  it("reads a sheet, and keeps what the shop could not read in its row", async () => {
    const { shop, order } = open()
    shop.answer = async () =>
      previewOf(
        [
          lineOf(0, "BOLT", 5, { rows: [2, 4] }),
          lineOf(1, "NUT", null, { errors: [errorOf("invalid_quantity", { row: 3, raw: "NUT;1.200" })] }),
        ],
        { rows: { read: 4, ordered: 2, skipped: [{ row: 5, raw: ";;Total", reason: "total" }] } }
      )
    await actAndFlush(() => order().readSheet("sku;qty\n…"))
    expect(shop.asked[0]).toEqual({ csv: "sku;qty\n…", ...DESTINATION })
    expect(order().rows).toMatchObject([
      { sku: "BOLT", quantity: "5", sheetRows: [2, 4], errors: [] },
      { sku: "NUT", quantity: "", raw: "NUT;1.200", errors: [{ code: "invalid_quantity" }] },
    ])
    expect(order().report).toMatchObject({ read: 4, skipped: [{ row: 5, reason: "total" }] })

    await actAndFlush(() => order().change(order().rows[1].id, { quantity: "1200" }))
    expect(order().rows[1].errors).toEqual([])
  })

  it("asks which column is meant, and reads on with the answers", async () => {
    const { shop, order } = open()
    const columnsAsked = (field: string) =>
      new CustomerRoleError({
        type: "invalid_data",
        code: "invalid_request",
        status: 400,
        message: "csv: Several.",
        errors: [{ field, candidates: ["Qty", "Order"], message: "Several." }],
      })
    shop.answer = async ({ csv_columns: columns }) => {
      if (!columns?.sku) {
        throw columnsAsked("sku")
      }
      return columns.quantity ? previewOf([lineOf(0, "BOLT", 5)]) : Promise.reject(columnsAsked("quantity"))
    }
    await actAndFlush(() => order().readSheet("text"))
    expect(order().sheet).toMatchObject({ status: "asking", questions: [{ field: "sku", candidates: ["Qty", "Order"] }] })
    await actAndFlush(() => order().answer("sku", "Qty"))
    await actAndFlush(() => order().answer("quantity", "Order"))
    expect(shop.asked.at(-1)).toMatchObject({ csv: "text", csv_columns: { sku: "Qty", quantity: "Order" } })
    expect(order()).toMatchObject({ sheet: undefined, rowCount: 1 })
  })

  it.each([
    ["headings that are the same", "SKU;Qty;Qty\r\nBOLT;4;400\r\nNUT;;10", ["Qty", "Qty"], [2, 3], [["4"], ["400", "10"]]],
    [
      "no headings, where a heading would cost the first line",
      '\uFEFF"BOLT"\tA bolt\t4\nNUT\tA nut\t10',
      ["BOLT", "A bolt", "4"],
      [1, 2, 3],
      [["NUT"], ["A nut"], ["10"]],
    ],
    ["headings that are not plain cells", '"Qty; all";SKU;Qty\n1;BOLT;2', ["Qty; all", "Qty"], [undefined, undefined], [[], []]],
  ])("finds the columns of a question in a sheet with %s", async (_name, csv, candidates, numbers, examples) => {
    const { shop, order } = open()
    shop.answer = () =>
      Promise.reject(
        new CustomerRoleError({
          type: "invalid_data",
          code: "invalid_request",
          status: 400,
          message: "csv: Several.",
          errors: [{ field: "quantity", candidates, message: "Several." }],
        })
      )
    await actAndFlush(() => order().readSheet(csv))
    const [question] = order().sheet?.questions ?? []
    expect(question?.columns).toEqual(
      candidates.map((name, at) => ({ name, ...(numbers[at] === undefined ? {} : { number: numbers[at] }), examples: examples[at] }))
    )
    expect(question?.isRepeated).toBe(false)
    await actAndFlush(() => order().answer("quantity", question?.columns[1]?.number ?? "Qty"))
    expect(order().sheet?.questions).toMatchObject([{ field: "quantity", isRepeated: true }])
    expect(shop.asked.at(-1)).toMatchObject({ csv, csv_columns: { quantity: numbers[1] ?? "Qty" } })
  })

  it("keeps a row of a sheet that names nothing, until somebody mends or removes it", async () => {
    const { shop, order } = open()
    shop.answer = async () =>
      previewOf([
        lineOf(0, "BOLT", 4),
        lineOf(1, "", null, { sku: null, variant_id: null, errors: [errorOf("unknown_sku", { index: 1, row: 3, raw: ";12" })] }),
      ])
    await actAndFlush(() => order().readSheet("SKU;Qty\nBOLT;4\n;12"))
    await passTime(0.3)
    expect(order()).toMatchObject({ rowCount: 2, badCount: 1, isValid: false })
    expect(order().rows[1]).toMatchObject({ isBlank: false, sheetRows: [3], raw: ";12", errors: [{ code: "unknown_sku" }] })
    await actAndFlush(() => order().removeBad())
    expect(order()).toMatchObject({ rowCount: 1, badCount: 0 })
  })

  it("keeps a sheet that the shop refuses until somebody drops it", async () => {
    const { shop, order } = open()
    shop.answer = () => Promise.reject(refusal("too_many_lines"))
    await actAndFlush(() => order().readSheet("text"))
    expect(order().sheet).toMatchObject({ status: "refused", text: "text", error: { code: "too_many_lines" } })
    await actAndFlush(() => order().dropSheet())
    expect(order().sheet).toBeUndefined()
  })

  it("shows rows of one product as one line", async () => {
    const { shop, order } = open()
    shop.answer = async () => previewOf([lineOf(0, "BOLT-1", 3)])
    await actAndFlush(() => order().add({ sku: "BOLT-1", quantity: "1" }, { sku: "bolt 1", quantity: "2" }))
    await passTime(0.3)
    expect(order().rows[1]).toMatchObject({ joinedTo: order().rows[0].id, errors: [], isChecking: false })
    expect(order().isValid).toBe(true)
  })

  it("keeps the rows when the shop refuses, and says why", async () => {
    const { shop, order } = open()
    shop.answer = () => Promise.reject(refusal("verification_revoked"))
    await actAndFlush(() => order().add({ sku: "BOLT", quantity: "1" }))
    await passTime(0.3)
    expect(order()).toMatchObject({ status: "failed", error: { code: "verification_revoked" }, rowCount: 1, isValid: false })
  })

  it("keeps the rows when the tab closes, by customer", async () => {
    const first = open(createShop(), "quick.ada")
    await actAndFlush(() => first.order().add({ sku: "BOLT", quantity: "7" }))
    first.unmount()
    expect(open(createShop(), "quick.ada").order().rows).toMatchObject([{ sku: "BOLT", quantity: "7" }])
    expect(open(createShop(), "quick.bob").order().rows).toEqual([])
  })

  it("starts empty where storage holds something else", () => {
    localStorage.setItem("quick.ada", '{"rows":[{"id":1}]}')
    expect(open(createShop(), "quick.ada").order()).toMatchObject({ isReady: true, rows: [] })
  })

  it("shows what the shop said when it refused the order", async () => {
    const { order } = open()
    await actAndFlush(() => order().add({}, { sku: "BOLT", quantity: "7" }))
    await passTime(0.3)
    act(() => order().showErrors([errorOf("insufficient_stock", { available: 3 })]))
    expect(order().rows[1].errors).toMatchObject([{ code: "insufficient_stock", available: 3 }])
    expect(order().isValid).toBe(false)
  })
})

describe("useBulkOrder", () => {
  const openOrder = (answers: (unknown | Error)[]) => {
    const keys: (string | undefined)[] = []
    const next = async () => {
      const answer = answers.shift()
      return answer instanceof Error ? Promise.reject(answer) : (answer as never)
    }
    const shop = {
      bulkOrders: {
        create: (_input: BulkOrderInput, options?: { idempotencyKey?: string }) => {
          keys.push(options?.idempotencyKey)
          return next()
        },
        createCart: () => next(),
      },
    }
    const view = renderHook(() => useBulkOrder({ shop, storageKey: "order.ada" }))
    return { keys, bulk: () => view.result.current, close: view.unmount }
  }
  const input = (quantity: number): BulkOrderInput => ({ items: [{ sku: "BOLT", quantity }], ...DESTINATION })

  it("repeats a lost order with its key, also from another tab, and takes another key for another order", async () => {
    const first = openOrder([new TypeError("fetch failed"), new TypeError("fetch failed")])
    await act(() => first.bulk().place(input(1)))
    expect(first.bulk()).toMatchObject({ status: "failed", error: { message: "fetch failed" } })
    first.close()
    const second = openOrder([new TypeError("fetch failed"), { order: { id: "order_1" } }, { order: { id: "order_2" } }])
    await act(() => second.bulk().place(input(1)))
    await act(() => second.bulk().place(input(2)))
    expect(second.bulk().status).toBe("done")
    await act(() => second.bulk().place(input(2)))
    expect(second.keys[0]).toBe(first.keys[0])
    expect(new Set([...first.keys, ...second.keys]).size).toBe(3)
  })

  it("takes another key after the shop says that this one is used up", async () => {
    const { keys, bulk } = openOrder([refusal("idempotency_key_reused"), { order: {} }])
    await act(() => bulk().place(input(1)))
    await act(() => bulk().place(input(1)))
    expect(keys[0]).not.toBe(keys[1])
  })
})

describe("readSheetFile", () => {
  const fileOf = (...bytes: number[]) => new File([new Uint8Array(bytes)], "sheet.csv")

  it.each([
    ["UTF-8", fileOf(0xc3, 0xa4), "ä"],
    ["UTF-8 with its mark", fileOf(0xef, 0xbb, 0xbf, 0x61), "a"],
    ["UTF-16, little end first", fileOf(0xff, 0xfe, 0xe4, 0x00), "ä"],
    ["UTF-16, big end first", fileOf(0xfe, 0xff, 0x00, 0xe4), "ä"],
    ["Windows-1252", fileOf(0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72), "Müller"],
  ])("reads %s", async (_name, file, text) => {
    // jsdom's files cannot be read as bytes.
    const bytes = await new Response(file).arrayBuffer().catch(() => undefined)
    Object.assign(file, { arrayBuffer: async () => bytes ?? (await readWithReader(file)) })
    expect(await readSheetFile(file)).toBe(text)
  })

  const readWithReader = (file: Blob): Promise<ArrayBuffer> =>
    new Promise((resolve) => {
      const reader = new FileReader()
      reader.onload = () => resolve(reader.result as ArrayBuffer)
      reader.readAsArrayBuffer(file)
    })
})
