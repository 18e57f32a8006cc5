import { MathBN, MedusaError } from "@medusajs/framework/utils"
import { allocateStock, type LineToReserve } from "../stock-allocation"

type Part = { item: string; required?: number; at: string[] }

const line = (id: string, quantity: number, parts: Part[], changes: Partial<LineToReserve["variant"]> = {}): LineToReserve => ({
  line_item_id: id,
  quantity,
  variant: {
    manage_inventory: true,
    allow_backorder: false,
    inventory: parts.map(({ item, required = 1, at }) => ({
      inventory_item_id: item,
      required_quantity: required,
      levels: at.map((location_id) => ({ location_id, available: 0 })),
    })),
    ...changes,
  },
})
const level = (inventory_item_id: string, location_id: string, stocked_quantity: number, reserved_quantity = 0) => ({
  inventory_item_id,
  location_id,
  stocked_quantity,
  reserved_quantity,
})
const taken = (lines: LineToReserve[], levels: ReturnType<typeof level>[]) =>
  allocateStock(lines, levels).map(({ line_item_id, inventory_item_id, location_id, quantity }) => [
    line_item_id,
    inventory_item_id,
    location_id,
    MathBN.convert(quantity).toNumber(),
  ])

describe("allocateStock", () => {
  it("takes all of a line from the first location that has enough", () => {
    const lines = [line("one", 5, [{ item: "bolt", at: ["north", "south"] }])]

    expect(taken(lines, [level("bolt", "north", 9, 5), level("bolt", "south", 5)])).toEqual([["one", "bolt", "south", 5]])
  })

  it("subtracts the stock that earlier lines of the order take", () => {
    const lines = [
      line("kit", 2, [{ item: "bolt", required: 3, at: ["north", "south"] }]),
      line("bolt", 4, [{ item: "bolt", at: ["north", "south"] }]),
    ]

    expect(taken(lines, [level("bolt", "north", 8), level("bolt", "south", 4)])).toEqual([
      ["kit", "bolt", "north", 6],
      ["bolt", "bolt", "south", 4],
    ])
  })

  it("throws if the stock covers each line alone but not both", () => {
    const lines = [line("one", 3, [{ item: "bolt", at: ["north"] }]), line("other", 3, [{ item: "bolt", at: ["north"] }])]

    expect(() => allocateStock(lines, [level("bolt", "north", 5)])).toThrow(
      expect.objectContaining({ code: MedusaError.Codes.INSUFFICIENT_INVENTORY })
    )
  })

  it("reserves more than the stock for a backorder", () => {
    const lines = [line("one", 50, [{ item: "bolt", at: ["north", "south"] }], { allow_backorder: true })]

    expect(taken(lines, [level("bolt", "south", 1)])).toEqual([["one", "bolt", "south", 50]])
  })

  it("takes no stock from other lines for a backorder", () => {
    const backorder = line("later", 10, [{ item: "bolt", at: ["north", "south"] }], { allow_backorder: true })
    const lines = [backorder, line("now", 10, [{ item: "bolt", at: ["north", "south"] }]), { ...backorder, line_item_id: "last" }]

    expect(taken(lines, [level("bolt", "north", 19), level("bolt", "south", 90)])).toEqual([
      ["later", "bolt", "north", 10],
      ["now", "bolt", "north", 10],
      ["last", "bolt", "north", 10],
    ])
  })

  it("reserves nothing for variants without managed inventory", () => {
    expect(taken([line("one", 5, [{ item: "bolt", at: [] }], { manage_inventory: false })], [])).toEqual([])
  })
})
