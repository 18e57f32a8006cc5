import { CustomerRoleError } from "../../../../../errors"
import { type ReadOrderLinesOptions, readOrderLines } from "../read-order-lines"

type Options = Partial<ReadOrderLinesOptions>

const sheet = (csv: string, options: Options = {}) => readOrderLines(csv, { maxLines: 1000, ...options })

/** Returns SKU, quantity and row of each line. */
const read = (csv: string, options?: Options) => sheet(csv, options).lines.map(({ sku, quantity, source }) => [sku, quantity, source?.row])

const refusal = (csv: string, options?: Options): { message: string; errors: unknown[] } => {
  try {
    sheet(csv, options)
  } catch (error) {
    if (error instanceof CustomerRoleError && error.code === "invalid_request") {
      return { message: error.message, errors: error.errors ?? [] }
    }
    throw error
  }
  throw new Error("It was read.")
}

describe("sheets from real programs", () => {
  it("reads an SAP export with rows above the headings, positions, three decimals and a total", () => {
    const { lines, rows } = sheet(
      "Bestellanforderung 4711;;;;\nWerk 1000;;Erstellt von:;P;28.11.2026\n;;;;\nPos.;Material;Kurztext;Menge;ME\n00010;A-1;Handschuhe;40,000;ST\n00020;B-1;Band;1.200,000;ST\n;;;;\n;;Summe;1.240,000;\n"
    )

    expect(lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ["A-1", 40],
      ["B-1", 1200],
    ])
    expect(rows).toEqual({ read: 3, ordered: 2, skipped: [{ row: 8, raw: ";;Summe;1.240,000;", reason: "total" }] })
  })

  it("reads a German Excel file", () => {
    expect(
      read(
        '\uFEFFArtikelnummer;Bezeichnung;Menge;Einzelpreis\r\nA-1;Handschuhe;1.000,00;13,11 €\r\nB-1;"Handschuhe ""L""; weich";20,00;1,00 €\r\n'
      )
    ).toEqual([
      ["A-1", 1000, 2],
      ["B-1", 20, 3],
    ])
  })

  it("reads a Google Sheets file with a tick box in each row", () => {
    const { lines, rows } = sheet(`SKU,Product,Qty,Notes,Done\r\nA-1,M,4,,FALSE\r\nB-1,L,2,,TRUE\r\n${",,,,FALSE\r\n".repeat(998)}`)

    expect(lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ["A-1", 4],
      ["B-1", 2],
    ])
    expect(rows).toMatchObject({ read: 1000, ordered: 2 })
    expect(rows.skipped).toHaveLength(998)
    expect(rows.skipped[0]).toEqual({ row: 4, raw: ",,,,FALSE", reason: "empty_tick_box" })
  })

  it("reads Excel's clipboard with inch marks, ditto marks and a quoted word", () => {
    expect(
      read(
        'Part no.\tDescription\tQty\tUnit\tComment\r\nA-1\t"M" gloves\t12\tbox\tas last time\r\nB-1\tgloves\t10\t"\t"\r\nC-1\ttape 2"\t6\t"\t"\r\n'
      )
    ).toEqual([
      ["A-1", 12, 2],
      ["B-1", 10, 3],
      ["C-1", 6, 4],
    ])
  })

  it.each([
    ["Excel (.xlsx)", "PK\u0003\u0004\u0014\0\u0006\0[Content_Types].xml", ".xlsx"],
    ["Excel (.xls)", "\uFFFD\uFFFD\u0011\u0871\u001A\uFFFD\0\0", ".xls"],
    ["UTF-16 without a mark", [..."sku,qty\nA,1"].map((letter) => `${letter}\0`).join(""), "UTF-16"],
    ["UTF-16 with a mark", `\uFFFD\uFFFD${[..."sku,qty\nA,1"].map((letter) => `${letter}\0`).join("")}`, "UTF-16"],
    ["big-endian UTF-16", [..."sku,qty\nA,1"].map((letter) => `\0${letter}`).join(""), "UTF-16"],
    ["UTF-16 with swapped bytes", [..."sku,qty\nA,1"].map((letter) => String.fromCharCode(letter.charCodeAt(0) * 256)).join(""), "UTF-16"],
    ["UTF-8 read as Latin-1", "\u00EF\u00BB\u00BFsku,qty\nA,1", "UTF-8"],
    ["a picture", `\uFFFDPNG\r\n\u001A\n${"\0\0\u0001\u0002".repeat(20)}`, "binary"],
    ["a PDF", "%PDF-1.7", "PDF"],
    ["a web page", "<html><table><tr><td>SKU</td></tr></table>", "web page"],
    ["JSON", '[{"sku":"A"}]', "JSON"],
  ])("names the kind of file for %s", (_, csv, name) => {
    expect(refusal(csv).message).toContain(name)
  })
})

describe("quotation marks", () => {
  it("are never taken for quotes if Excel's clipboard left them unescaped", () => {
    const csv = 'SKU\tDescription\tQty\nA-1\t"single quote\t1\nB-1\tends with quote"\t2\nC-1\tno quote\t4'

    expect(refusal(csv).errors).toMatchObject([{ row: 2, raw: 'A-1\t"single quote\t1\nB-1\tends with quote"\t2' }])
  })

  it.each([
    ["inch marks", 'SKU,Description,Qty\nA-1,1/2" pipe,1\nB-1,2",2'],
    ["inch marks and proper quotes", 'SKU,Description,Qty\nA-1,1/2" pipe,1\nB-1,"a, ""b""",2'],
    ["marks around the first word", 'SKU,Description,Qty\nA-1,"M" gloves,1\nB-1,L gloves,2'],
    ["ditto marks", 'SKU\tQty\tUnit\tColour\nA-1\t1\tbox\tred\nB-1\t2\t"\t"'],
    ["ditto marks around the quantity", 'SKU,Unit,Qty,Colour\nA-1,box,1,red\nB-1,",2,"'],
    ["marks escaped by backslashes", 'SKU,Description,Qty\nA-1,"2\\" pipe",1\nB-1,"3\\", long",2'],
    ["a cell of two lines", 'SKU,Description,Qty\nA-1,"two, long\nlines",1\nB-1,x,2'],
    ["a cell of two lines in a row with fewer cells than headings", 'SKU,Qty,Description,Note\nA-1,1,"two\nlines"\nB-1,2,x'],
    ["a backslash at the end", 'SKU,Description,Qty\nA-1,"C:\\",1\nB-1,"D:\\",2'],
    ["all cells quoted and one mark inside", '"SKU","Description","Qty"\n"A-1","2" pipe","1"\n"B-1","x","2"'],
  ])("reads %s", (_, csv) => {
    expect(read(csv).map(([sku, quantity]) => [sku, quantity])).toEqual([
      ["A-1", 1],
      ["B-1", 2],
    ])
  })

  it.each([
    ["a quoted cell over lines that look like rows", 'sku,quantity,note\nA-1,1,"see\nB-1,2,old"\nC-1,3,', 2],
    ["an inch mark at the start of two cells", 'SKU,Description,Qty\nA-1,"2 inch,1\nB-1,2",2', 2],
    ["a mark that is opened before the SKU", 'sku,quantity\nA-1,1\n"B-1,1\nC-1,1', 3],
    ["other cells with backslashes", 'SKU,Description,Qty,Unit,Note\nA-1,"2\\",4,x",5', 2],
    ["a last line that looks like a row", 'SKU,Description,Qty\nA-1,"two\nlines, long",1\nB-1,x,2', 2],
    ["rows that swallow others without enough cells", 'SKU,Description,Qty,Note\nA-1,"x,1\nB-1,y",2', 2],
  ])("rejects %s, and names the row", (_, csv, row) => {
    expect(refusal(csv).errors).toMatchObject([{ field: "csv", row }])
  })
})

describe("columns", () => {
  it.each([
    ["Artikelnummer", "Menge"],
    ["Material", "Menge (Stk)"],
    ["Part Number", "Quantity Ordered"],
    ["SKU", "Bestellmenge"],
    ["Référence", "Quantité"],
    ["Réf.", "Qté"],
    ["Código", "Cantidad"],
    ["Codice", "Quantità"],
    ["Cod. articolo", "Q.tà"],
    ["Artikelnummer", "Aantal"],
    ["Item No.", "Order qty"],
    ["MPN", "Qty [pcs]"],
    ["PART NO.", "QTY."],
    ["Part #", "Qty"],
    ["Art.-Nr.", "Anzahl"],
    ["Artikel-Nr", "Stückzahl"],
    ["Artikelnr.", "Stueckzahl"],
    ["Materialnummer", "Bestellmenge"],
    ["Teile-Nr.", "Menge in Stk"],
    ["Code article", "Qté commandée"],
    ["N° article", "Quantité à commander"],
    ["Nº de artículo", "Cantidad pedida"],
    ["Referencia", "Cant."],
    ["Codice articolo", "Quantità ordinata"],
    ["Productcode", "Besteld aantal"],
    ["Internal Reference", "Ordered Qty"],
    ["Product/Service", "Qty"],
    ["Stock code", "Quantity"],
    ["product_code", "order_qty"],
    ["Artikel-\nnummer", "Bestell-\nmenge"],
    ["ARTIKELNUMMER *", "menge:"],
    ["Item number / Artikelnummer", "Quantity / Menge"],
    ["Vendor Part No", "PO Qty"],
    ["Supplier Part Number", "Required Quantity"],
    ["Lieferantenartikelnummer", "Auftragsmenge"],
    ["Ref", "Nombre d'unités"],
    ["Item", "To order"],
    ["Bestell-Nr.", "Anz."],
  ])("understands the headings %j and %j", (sku, quantity) => {
    expect(read(`"Bezeichnung";"${sku}";"${quantity}"\nBolts;A-1;5`)).toEqual([["A-1", 5, 2]])
  })

  it.each([
    ["two quantities", "SKU,Quantity,Order quantity\nA-1,500,3", "quantity", ["Quantity", "Order quantity"]],
    ["a quantity beside an order column", "SKU,Qty,Order\nA-1,500,3", "quantity", ["Qty", "Order"]],
    ["a quantity beside one with an unknown word", "SKU,Qty,Qty B\nA-1,500,3", "quantity", ["Qty", "Qty B"]],
    ["the same heading twice", "SKU,Qty,Qty\nA-1,500,3", "quantity", ["Qty", "Qty"]],
    ["two part numbers", "Part No.,MPN,Qty\nA-1,M-1,3", "sku", ["Part No.", "MPN"]],
    ["a part number beside another company's", "Part No.,Your Part No.,Qty\nA-1,M-1,3", "sku", ["Part No.", "Your Part No."]],
    ["two weak headings", "Code,Ref,Qty\nA-1,M-1,3", "sku", ["Code", "Ref"]],
  ])("rejects %s instead of choosing a column", (_, csv, field, candidates) => {
    expect(refusal(csv).errors).toMatchObject([{ field, candidates }])
  })

  it.each([
    ["a strong heading beside a weak one", "Item No.,Part No.,Qty\n7,A-1,5\n9,B-1,6"],
    ["SKU beside another number", "Part number,SKU,Qty\n77,A-1,5\n78,B-1,6"],
    ["a column of positions", "Nr;Artikel;Menge\n1;A-1;5\n2;B-1;6"],
    ["a column of positions in tens", "Item;Code;Menge\n00010;A-1;5\n00020;B-1;6"],
    ["columns with the same cells", "SKU,Qty,Order qty\nA-1,5,5\nB-1,6,6"],
    ["the stock beside the ordered quantity", "SKU,Stock quantity,Order quantity\nA-1,500,5\nB-1,600,6"],
    ["a column of units", "SKU;Menge;Mengeneinheit\nA-1;5;ST\nB-1;6;ST"],
    ["tick boxes beside a quantity", "SKU,Order,Qty\nA-1,TRUE,5\nB-1,FALSE,6"],
  ])("finds the columns despite %s", (_, csv) => {
    expect(read(csv).map(([sku, quantity]) => [sku, quantity])).toEqual([
      ["A-1", 5],
      ["B-1", 6],
    ])
  })

  it("reads the columns that the caller names by heading or number, with or without headings", () => {
    const csv = "SKU,Quantity,Order quantity\nA-1,500,3"

    expect(read(csv, { columns: { quantity: "ORDER quantity" } })).toEqual([["A-1", 3, 2]])
    expect(read(csv, { columns: { quantity: 3 } })).toEqual([["A-1", 3, 2]])
    expect(read(csv, { columns: { sku: 1, quantity: 2 } })).toEqual([["A-1", 500, 2]])
    expect(read("Foo;Bar\nA-1;5", { columns: { sku: "foo", quantity: "bar" } })).toEqual([["A-1", 5, 2]])
    expect(read("4711;5\n4712;6", { columns: { sku: 1, quantity: 2 } })).toEqual([
      ["4711", 5, 1],
      ["4712", 6, 2],
    ])
    expect(read("ten;A-1\n5;B-1", { columns: { sku: 2, quantity: 1 } })).toEqual([["B-1", 5, 2]])
  })

  it.each([
    [{ quantity: "Menge" }, 'no column is called "Menge"'],
    [{ quantity: 9 }, "there is no column 9, but only 2"],
    [{ sku: 1, quantity: 1 }, "the same column"],
    [{ sku: "Qty", quantity: "qty" }, "Several columns may be the quantity|One column cannot be both|same column|No column"],
  ])("rejects the column choice %j", (columns, message) => {
    expect(refusal("SKU,Qty\nA-1,5", { columns }).message).toMatch(new RegExp(message))
  })

  it("prefers the shop's own headings", () => {
    const headings = { sku: ["Unsere Nr."], quantity: ["Kolli"] }

    expect(read("UNSERE NR;Artikelnummer;Kolli;Menge B\nA-1;X;5;7", { headings })).toEqual([["A-1", 5, 2]])
  })

  it("reports the headings found and the names accepted", () => {
    expect(refusal("Anschrift\nWaren;Wieviel\nA-1;5").errors).toMatchObject([
      {
        field: "sku",
        candidates: ["Waren", "Wieviel"],
        accepted: expect.arrayContaining(["SKU", "Artikelnummer"]),
        row: 2,
        raw: "Waren;Wieviel",
      },
      { field: "quantity", candidates: ["Waren", "Wieviel"] },
    ])
    expect(refusal("SKU;Wieviel\nA-1;5").errors).toMatchObject([{ field: "quantity", candidates: ["SKU", "Wieviel"] }])
  })

  it("rejects a line above the headings instead of skipping it", () => {
    expect(refusal("A-1,5\nsku,quantity\nB-1,2").errors).toMatchObject([{ row: 1, raw: "A-1,5" }])
  })

  it("reads two columns without headings only if one can only be SKUs", () => {
    expect(refusal("4711;5\n4712;6").errors).toHaveLength(2)
    expect(refusal("A;1,5\nB;2,5").errors).toHaveLength(2)
    expect(read("4711;5\nA-1;6")).toEqual([
      ["4711", 5, 1],
      ["A-1", 6, 2],
    ])
  })

  it("never reads tick boxes as quantities", () => {
    expect(refusal("SKU,Qty\nA-1,TRUE\nB-1,FALSE").message).toContain("tick boxes")
  })
})

describe("numbers", () => {
  it.each([
    "Qty (x100)",
    "Qty (100x)",
    "Menge (in 100 Stk)",
    "Menge [100 St.]",
    "Qty (dozen)",
    "Menge (Dutzend)",
    "Quantit\u00E9 (par 10)",
  ])("are rejected below the heading %s, which counts several pieces", (heading) => {
    expect(refusal(`SKU;${heading}\nA-1;5`).errors).toMatchObject([{ field: "quantity", candidates: ["SKU", heading] }])
    expect(read(`SKU;${heading}\nA-1;5`, { columns: { quantity: 2 } })).toEqual([["A-1", 5, 2]])
  })

  it.each(["Qty (pcs)", "Menge (in St\u00FCck)", "Quantity (1 pc)", "Menge (2025)", "Qty (each)"])(
    "are read as pieces below the heading %s",
    (heading) => {
      expect(read(`SKU;${heading}\nA-1;5`)).toEqual([["A-1", 5, 2]])
    }
  )

  it.each([
    [
      ["40,000", "1.200,000"],
      [40, 1200],
    ],
    [
      ["40.000", "1.200.000"],
      [40000, 1200000],
    ],
    [
      ["1.200", "5,00"],
      [1200, 5],
    ],
    [
      ["1,200", "5.00"],
      [1200, 5],
    ],
    [
      ["1,200", "5,0"],
      [NaN, 5],
    ],
    [
      ["1.200", "1200"],
      [NaN, 1200],
    ],
    [
      ["1.200", "5,00", "5.00"],
      [NaN, NaN, NaN],
    ],
    [
      ["1 200,00", "1 200"],
      [1200, 1200],
    ],
    [
      ["1'200.0", "1\u2019200"],
      [1200, 1200],
    ],
    [
      ["1\u202F200,0", "3"],
      [1200, 3],
    ],
    [
      ["0,500", "3"],
      [NaN, 3],
    ],
    [
      ["1234,000", "1.234"],
      [1234, 1234],
    ],
  ])("reads the column %j in one number format", (cells, numbers) => {
    expect(sheet(`SKU;Qty\n${cells.map((cell, index) => `A-${index};${cell}`).join("\n")}`).lines.map(({ quantity }) => quantity)).toEqual(
      numbers
    )
  })

  it("reports a SKU that a spreadsheet has shortened", () => {
    expect(sheet("SKU;Qty\n5,58199E+12;3").lines).toMatchObject([
      { sku: "5,58199E+12", quantity: 3, problem: { code: "unknown_sku", message: expect.stringContaining("shortened") } },
    ])
  })
})

describe("rows that order nothing", () => {
  it.each([
    ["narrower", "SKU,Description,Qty\nA-1,x,1\n\nArticle number,Qty\nB-1,2"],
    ["filled up with empty cells", "SKU,Description,Qty\nA-1,x,1\nSKU,Qty,\nB-1,2,"],
  ])("are never those of a second table that is %s", (_how, csv) => {
    const { message, errors } = refusal(csv)

    expect(message).toContain("another table")
    expect(errors).toMatchObject([{ field: "csv", raw: expect.stringContaining("Qty") }])
  })

  it("are never those with another delimiter", () => {
    expect(sheet("SKU,Qty\nA-1;5\nB-1,3").lines).toMatchObject([
      { problem: { code: "invalid_quantity", message: expect.stringContaining('";"') } },
      { sku: "B-1", quantity: 3 },
    ])
    expect(sheet("SKU;Qty\nGloves, all sizes\nB-1;3").rows.skipped).toMatchObject([{ row: 2, reason: "no_quantity" }])
  })

  it("are reported with their reasons", () => {
    const { lines, rows } = sheet(
      "SKU;Text;Qty\nA-1;x;2\nB-1;x;\nC-1;x;0\nD-1;x;0,00\nE-1;x;FALSCH\nSKU;Text;Qty\n;Gloves;\nTotal;;2\nF-1;x;3\n;Summe;5"
    )

    expect(lines.map(({ sku, source }) => [sku, source?.index])).toEqual([
      ["A-1", 0],
      ["F-1", 8],
    ])
    expect(rows.skipped.map(({ row, reason }) => [row, reason])).toEqual([
      [3, "no_quantity"],
      [4, "zero_quantity"],
      [5, "zero_quantity"],
      [6, "empty_tick_box"],
      [7, "repeated_headings"],
      [8, "no_quantity"],
      [9, "total"],
      [11, "total"],
    ])
    expect(rows).toMatchObject({ read: 10, ordered: 2 })
  })

  it("do not include products called Total", () => {
    expect(read("SKU;Qty\nTotal;5\nB-1;6\nTotal-1;11")).toEqual([
      ["Total", 5, 2],
      ["B-1", 6, 3],
      ["Total-1", 11, 4],
    ])
    expect(sheet("SKU;Text;Qty\nA-1;x;2\n;Total protection gloves;2").lines[1]).toMatchObject({
      problem: { message: "The row names no product." },
    })
  })

  it("are listed up to a thousand, and counted beyond that", () => {
    const { rows } = sheet(`SKU;Qty\nA-1;1\n${"B-1;\n".repeat(10_000)}`)

    expect(rows).toMatchObject({ read: 10_001, ordered: 1, more_skipped: 9000 })
    expect(rows.skipped).toHaveLength(1000)
  })

  it("are all named in the error if no row orders anything", () => {
    expect(refusal("SKU;Qty\nA-1;\nB-1;0").errors).toMatchObject([
      { row: 2, reason: "no_quantity" },
      { row: 3, reason: "zero_quantity" },
    ])
  })
})
