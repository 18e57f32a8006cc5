import fc from "fast-check"
import { CustomerRoleError } from "../../../../../errors"
import { toVisible } from "../clean-cells"
import { readOrderLines } from "../read-order-lines"

/** Returns the lines without their rows in the CSV. */
const read = (csv: string, maxLines = 1000) => readOrderLines(csv, { maxLines }).lines.map(({ source: _, ...line }) => line)

const BOLTS = [
  { sku: "BOLT-10", quantity: 400 },
  { sku: "NUT-20", quantity: 5 },
]

const codeOf = (job: () => unknown): string | undefined => {
  try {
    job()
  } catch (error) {
    return error instanceof CustomerRoleError ? error.code : String(error)
  }
  return undefined
}

describe("readOrderLines", () => {
  it.each([
    ["commas", "sku,quantity\nBOLT-10,400\nNUT-20,5\n"],
    ["semicolons", "sku;quantity\nBOLT-10;400\nNUT-20;5\n"],
    ["tabs, as pasted from a sheet", "sku\tquantity\nBOLT-10\t400\nNUT-20\t5"],
    ["a byte order mark", "\uFEFFsku,quantity\nBOLT-10,400\nNUT-20,5"],
    ["Windows line ends", "sku,quantity\r\nBOLT-10,400\r\nNUT-20,5\r\n"],
    ["old Mac line ends", "sku,quantity\rBOLT-10,400\rNUT-20,5\r"],
    ["quotes", '"sku","quantity"\n"BOLT-10","400"\n"NUT-20","5"'],
    ["quotes and semicolons", '"sku";"quantity"\n"BOLT-10";"400"\n"NUT-20";"5"'],
    ["blanks before quotes", '"sku", "quantity"\n"BOLT-10", "400"\n "NUT-20", 5'],
    ["capitals and blanks", " SKU , Quantity \n BOLT-10 , 400 \n\u00A0NUT-20, 5"],
    ["blank lines", "\n\nsku,quantity\n\nBOLT-10,400\n   \nNUT-20,5\n\n"],
    ["rows of nothing but delimiters", "sku,quantity,\n,,\nBOLT-10,400,\n,,\nNUT-20,5,\n,,\n,,"],
    ["other columns", 'Title,SKU,Price,Quantity\nBolts,BOLT-10,9.99,400\n"Nuts, galvanised",NUT-20,1.50,5'],
    ["other names", "Part No.;Qty;Comment\nBOLT-10;400;soon\nNUT-20;5;"],
    ["numbered rows", "#,SKU,Qty\n1,BOLT-10,400\n2,NUT-20,5"],
    ["the SKU beside another number", "Part number,SKU,Qty\n77,BOLT-10,400\n78,NUT-20,5"],
    ["Excel's sep= line", "sep=;\r\nsku;quantity\r\nBOLT-10;400\r\nNUT-20;5"],
    ["formulas that keep a text as it is", 'sku,quantity\n="BOLT-10",400\n"=""NUT-20""",="5"'],
    ["rows without headings", "BOLT-10,400\nNUT-20,5"],
    ["rows without headings, separated by semicolons", "BOLT-10;400;\nNUT-20;5;"],
    ["leading zeros", "sku,quantity\nBOLT-10,00400\nNUT-20,05"],
  ])("reads %s", (_, csv) => {
    expect(read(csv)).toEqual(BOLTS)
  })

  it("keeps leading zeros of a SKU", () => {
    expect(read('sku;quantity\r\n="00123";1\r\n00124;2')).toEqual([
      { sku: "00123", quantity: 1 },
      { sku: "00124", quantity: 2 },
    ])
  })

  it("reads rows with a SKU or a variant id", () => {
    expect(read("sku,Variant ID,quantity\nBOLT-10,,1\n,variant_1,2")).toEqual([
      { sku: "BOLT-10", quantity: 1 },
      { variant_id: "variant_1", quantity: 2 },
    ])
  })

  it("requires SKU and variant id of a row to agree", () => {
    expect(read("Variant Id,Variant SKU,Qty\nvariant_1,BOLT-10,1")).toEqual([
      { sku: "BOLT-10", variant_id: "variant_1", names_agree: true, quantity: 1 },
    ])
  })

  it("removes invisible characters and composes letters", () => {
    expect(read("\u200Bsku,quan\u00ADtity\n\u200E\u2066BOLT\u200B-10\u2069\u200F,\u202A400\u202C\nA\u0308-1\uFEFF,5")).toEqual([
      { sku: "BOLT-10", quantity: 400 },
      { sku: "\u00C4-1", quantity: 5 },
    ])
  })

  it("ignores cells without a heading left of the quantity, and reports those right of it", () => {
    expect(read(",sku,quantity,title,\nnew,BOLT-10,400,Bolts,\n,NUT-20,5,Nuts,soon")).toMatchObject([
      { sku: "BOLT-10", quantity: 400 },
      { sku: "NUT-20", problem: { code: "invalid_quantity", message: expect.stringContaining("without a heading") } },
    ])
    expect(read("sku,quantity\nBOLT-10,1,Bolts")).toMatchObject([
      { problem: { message: expect.stringContaining("more cells than there are columns") } },
    ])
  })

  it.each(["1,000", "12,500,", "999,999", "1, 000", '1,"000"'])(
    "never reads %s as a smaller number if another column follows",
    (number) => {
      expect(read(`sku,quantity,title,price\nBOLT-10,${number}`)).toMatchObject([
        { sku: "BOLT-10", quantity: NaN, problem: { code: "invalid_quantity", message: expect.stringContaining("may be one number") } },
      ])
    }
  )

  it.each([
    ["five digits", "sku,quantity,price\nBOLT-10,40000,100", 40000],
    ["a price with decimals", "sku,quantity,price\nBOLT-10,40,100.00", 40],
    ["semicolons", "sku;quantity;price\nBOLT-10;40;100", 40],
    ["the quantity last", "sku,price,quantity\nBOLT-10,100,40", 40],
    ["the product last", "quantity,sku\n40,100", 40],
  ])("reads a quantity beside another number: %s", (_, csv, quantity) => {
    expect(read(csv)).toMatchObject([{ quantity }])
  })

  it.each([
    ["commas", ",".repeat(2_000_000)],
    ["commas after a cell", `sku,quantity\nBOLT-10${",".repeat(2_000_000)}`],
    ["rows of commas", `${",".repeat(200)}\n`.repeat(10_000)],
    ["long rows", `${"x,".repeat(30_000)}\n`.repeat(33)],
    ["a cell", `sku,quantity\n"${"x\n".repeat(1_000_000)}",1`],
    ["line breaks", "\n".repeat(2_000_000)],
    ["quotation marks", `sku,quantity\n${'"'.repeat(2_000_000)}`],
    ["rows of quotation marks", `sku,quantity\n${'"\n'.repeat(1_000_000)}`],
    ["marks that quote rows", `sku,quantity\n${'"a,1\nb",x\n'.repeat(180_000)}`],
    ["marks inside rows", `sku,quantity\n${'a"\n'.repeat(600_000)}`],
    ["backslashes", `sku,quantity\n"${"\\".repeat(60_000)}"\n`.repeat(30)],
    ["escaped marks", `sku,quantity\n${'"\\"",'.repeat(10_000)}\n`.repeat(30)],
    ["headings", `${"No,Order,".repeat(90)}\n`.repeat(2200)],
    ["open brackets", `${"(".repeat(190)},`.repeat(10_000)],
    ["rows without a delimiter", `a;b,"c"\n${"x\n".repeat(900_000)}`],
    ["every delimiter", `${"a,b;c\td|".repeat(20)}\n`.repeat(12_000)],
  ])("rejects two megabytes of %s in linear time", (_, csv) => {
    const start = process.cpuUsage()

    expect(codeOf(() => read(csv))).toBe("invalid_request")
    // Linear work takes a fraction of a second on any machine; quadratic work takes hours.
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(30_000)
  })

  it("skips rows of commas among others", () => {
    const blank = `${",".repeat(199)}\n`.repeat(5000)

    expect(read(`${blank}sku,quantity\n${blank}BOLT-10,400\n${blank}NUT-20,5\n${blank}`)).toEqual(BOLTS)
  })

  it("keeps delimiters, line breaks and inch marks in cells", () => {
    expect(read('sku,quantity,title\n"A,1",1,"two\nlines"\nPIPE-2",2,a 2" pipe')).toEqual([
      { sku: "A,1", quantity: 1 },
      { sku: 'PIPE-2"', quantity: 2 },
    ])
  })

  it("removes the apostrophe that the template puts before a formula", () => {
    expect(read("sku,quantity\n'=BOLT,1\n'BOLT,2")).toEqual([
      { sku: "=BOLT", quantity: 1 },
      { sku: "'BOLT", quantity: 2 },
    ])
  })

  it.each([
    ["1,5", "not a whole number"],
    ["1.000", "it may be 1000 or 1"],
    ["1,000", "it may be 1000 or 1"],
    ["1 000", "not clear"],
    ["1'000", "not clear"],
    ["-3", "negative"],
    ["\u22123", "negative"],
    ["3-", "negative"],
    ["(3)", "negative"],
    ["+3", "more than a number"],
    ["1e3", "scientific notation"],
    ["1,2E+03", "scientific notation"],
    ["0x10", "more than a number"],
    ["10 Stk", "more than a number"],
    ["50%", "more than a number"],
    ["1/2", "more than a number"],
    ["12.03.2026", "more than a number"],
    ["1.2.3", "more than a number"],
    ["1,00,000", "more than a number"],
    ["ten", "not a number"],
    ["-", "not a number"],
    ["１２", "not a number"],
    ["TRUE", "tick box"],
  ])("reports the unclear quantity %s instead of guessing", (quantity, why) => {
    expect(read(`sku;quantity\nNUT-20;5\nBOLT-10;"${quantity}"`)).toEqual([
      { sku: "NUT-20", quantity: 5 },
      { sku: "BOLT-10", quantity: NaN, problem: { code: "invalid_quantity", message: expect.stringContaining(why) } },
    ])
  })

  it("leaves numbers that are too large for the check of the lines to refuse", () => {
    expect(read(`sku;quantity\nBOLT-10;${"9".repeat(16)}`)).toEqual([{ sku: "BOLT-10", quantity: 1e16 }])
  })

  it("never reads only the first part of a number with separators", () => {
    for (const csv of ["sku,quantity\nBOLT-10,1,000", "sku,quantity,\nBOLT-10,1,000", "NUT-20,5\nBOLT-10,1,000"]) {
      expect(read(csv).at(-1)).toMatchObject({ sku: "BOLT-10", quantity: NaN, problem: { code: "invalid_quantity" } })
    }
  })

  it.each([
    ["no product", ",5", "The row names no product."],
    ["a SKU that is too long", `${"x".repeat(256)},5`, "No product has a name like this row's."],
    ["NUL in a SKU", "a\0b,5", "No product has a name like this row's."],
  ])("reports a row with %s", (_, row, message) => {
    expect(read(`sku,quantity,note,variant_id\nNUT-20,1\n${row}`)).toEqual([
      { sku: "NUT-20", quantity: 1 },
      { quantity: NaN, problem: { code: "unknown_sku", message } },
    ])
  })

  it.each([
    ["nothing", ""],
    ["blanks", " \n\t\n"],
    ["headings only", "sku,quantity\n"],
    ["no heading for the quantity", "sku,count\nBOLT-10,1"],
    ["no heading for the product", "name,quantity\nBOLT-10,1"],
    ["three columns without headings", "BOLT-10,Bolts,1"],
    ["the quantity first, without headings", "1,BOLT-10"],
    ["one column", "BOLT-10\nNUT-20"],
    ["two columns of the same name", "sku,quantity,SKU\nBOLT-10,1,NUT-20"],
    ["a quote that is never closed", 'sku,quantity\n"BOLT-10,1\nNUT-20,1'],
    ["another format", '{"items":[]}'],
  ])("rejects the whole text: %s", (_, csv) => {
    expect(codeOf(() => read(csv))).toBe("invalid_request")
  })

  it("counts neither headings nor blank rows as lines", () => {
    const rows = Array.from({ length: 3 }, (_, index) => `SKU-${index},1`).join("\n,,\n\n")

    expect(read(`sku,quantity,\n${rows}`, 3)).toHaveLength(3)
    expect(read(rows, 3)).toHaveLength(3)
    expect(codeOf(() => read(`sku,quantity\n${rows}`, 2))).toBe("too_many_lines")
    expect(codeOf(() => read(rows, 2))).toBe("too_many_lines")
  })

  it("stops reading once there are too many lines", () => {
    const csv = `sku,quantity\n${"BOLT-10,1\n".repeat(150_000)}"never closed`

    // Reading on would report the unclosed quotation mark at the end instead.
    expect(codeOf(() => read(csv, 10))).toBe("too_many_lines")
  })

  it("returns lines or throws a CustomerRoleError for any text", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "sku",
        "quantity",
        "variant_id",
        ",",
        ";",
        "\t",
        "\n",
        "\r\n",
        "\r",
        '"',
        '""',
        "=",
        "'",
        "\uFEFF",
        "sep=,",
        "sep=",
        "1",
        "\0",
        "\ud800"
      ),
      fc.string({ unit: "binary", maxLength: 5 })
    )
    const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(""))
    const withHeader = text.map((rest) => `sku,quantity\n${rest}`)

    fc.assert(
      fc.property(fc.oneof(text, withHeader), (csv) => {
        expect([undefined, "invalid_request", "too_many_lines"]).toContain(codeOf(() => read(csv, 20)))
      }),
      { numRuns: 3000 }
    )
  })

  it("reads back any SKU that a spreadsheet has quoted", () => {
    const sku = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
      .map((text) => toVisible(text.replaceAll("\0", "")))
      .filter((text) => text !== "" && !/^(="|'[=+\-@\t\r＝＋－＠])/.test(text) && !/\uFFFD/.test(text) && !/\p{Surrogate}/u.test(text))
    const lines = fc.array(fc.record({ sku, quantity: fc.integer({ min: 1, max: 999_999 }) }), { minLength: 1, maxLength: 20 })
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

    fc.assert(
      fc.property(lines, fc.constantFrom(",", ";", "\t"), fc.constantFrom("\n", "\r\n"), (expected, delimiter, end) => {
        const rows = expected.map(({ sku, quantity }) => `${quoted(sku)}${delimiter}${quantity}`)
        expect(read([`sku${delimiter}quantity`, ...rows].join(end))).toEqual(expected)
      }),
      { numRuns: 500 }
    )
  })
})
