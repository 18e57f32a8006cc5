import type { BulkOrderCalls } from "../../client.js"
import { isCustomerRoleError } from "../../errors.js"
import type { BulkOrderInput, BulkOrderLine, BulkOrderPreview, BulkOrderPreviewLine, OrderLineError } from "../../types.js"
import { randomId, readStored, writeStored } from "../once-keys.js"
import { columnsOf } from "./sheet-columns.js"
import type { CheckedRow, QuickOrderDestination, QuickOrderRow, QuickOrderState, SheetQuestion, SheetReport } from "./types.js"

/** What of a row somebody may change. */
export type RowContent = Partial<Pick<QuickOrderRow, "sku" | "quantity" | "variantId">>

/** Keeps the rows of a quick order and asks the shop about them. */
export type QuickOrderStore = {
  subscribe: (listener: () => void) => () => void
  getState: () => QuickOrderState
  /** Takes up the rows of an earlier visit, and follows those of other tabs, until the returned function is called. */
  begin: () => () => void
  use: (shop: Pick<BulkOrderCalls, "preview">, destination: QuickOrderDestination | undefined) => void
  change: (id: string, content: RowContent) => void
  add: (...contents: RowContent[]) => string[]
  remove: (...ids: string[]) => void
  clear: () => void
  removeBad: () => void
  readSheet: (text: string, columns?: BulkOrderColumns) => Promise<void>
  answer: (field: SheetQuestion["field"], column: string | number) => Promise<void>
  dropSheet: () => void
  undo: () => void
  redo: () => void
  check: () => Promise<void>
  showErrors: (errors: OrderLineError[]) => void
  lines: () => BulkOrderLine[]
}

type BulkOrderColumns = { sku?: string | number; quantity?: string | number }

/** What the shop has said of a row with this content. */
type Check = { sku: string; quantity: string; line?: BulkOrderPreviewLine; joinedTo?: string; errors: OrderLineError[] }

/** What storage keeps. */
type Kept = { rows: QuickOrderRow[]; report?: SheetReport }

/** How long somebody has to stop typing before the shop is asked, in milliseconds. */
const PAUSE = 250
const MOST_STEPS = 50
/** The quantities that the shop takes. */
const QUANTITY = /^[1-9]\d{0,8}$/

const EMPTY: QuickOrderState = {
  isReady: false,
  rows: [],
  status: "idle",
  badCount: 0,
  rowCount: 0,
  isValid: false,
  canUndo: false,
  canRedo: false,
}

/** The state on the server. */
export const NOTHING_YET = EMPTY

/** Creates the store of one quick order. Uses no browser API until it begins. */
export const createQuickOrderStore = (storageKey?: string): QuickOrderStore => {
  const listeners = new Set<() => void>()
  let state = EMPTY
  let rows: QuickOrderRow[] = []
  let report: SheetReport | undefined
  let past: QuickOrderRow[][] = []
  let future: QuickOrderRow[][] = []
  let checks = new Map<string, Check>()
  let totals: QuickOrderState["totals"]
  let status: QuickOrderState["status"] = "idle"
  let error: QuickOrderState["error"]
  let sheet: QuickOrderState["sheet"]
  let columns: BulkOrderColumns = {}
  let shop: Pick<BulkOrderCalls, "preview"> | undefined
  let destination: QuickOrderDestination | undefined
  let asking: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let saving: ReturnType<typeof setTimeout> | undefined
  /** Counts what somebody has asked for, so that an older answer never replaces a newer one. */
  let turn = 0
  let sheetTurn = 0

  const publish = () => {
    const before = new Map(state.rows.map((row) => [row.id, row]))
    const checked = rows.map((row) => sameOr(before.get(row.id), checkedRow(row, checks.get(row.id), status)))
    const filled = checked.filter(({ isBlank }) => !isBlank)
    const badCount = filled.filter(({ errors }) => errors.length > 0).length
    const isComplete = status === "checked" && filled.every(({ isChecking }) => !isChecking)
    state = {
      isReady: state.isReady,
      rows: checked,
      status,
      totals: status === "checked" ? totals : undefined,
      error,
      sheet,
      report,
      badCount,
      rowCount: filled.length,
      isValid: isComplete && filled.length > 0 && badCount === 0,
      canUndo: past.length > 0,
      canRedo: future.length > 0,
    }
    listeners.forEach((listener) => listener())
  }

  const save = () => {
    clearTimeout(saving)
    saving = undefined
    writeStored(storageKey, rows.some((row) => !isBlank(row)) ? ({ rows, report } satisfies Kept) : undefined)
  }

  const saveSoon = () => {
    saving ??= setTimeout(save, PAUSE)
  }

  /** Puts other rows in place. Each step can be undone; typing in one cell is one step. */
  const replace = (next: QuickOrderRow[], { isStep = true } = {}) => {
    if (isStep) {
      past = [...past.slice(-MOST_STEPS + 1), rows]
      future = []
    }
    rows = next
    saveSoon()
    checkSoon()
    publish()
  }

  const checkSoon = () => {
    turn++
    asking?.abort()
    clearTimeout(timer)
    status = orderable().length > 0 ? "checking" : "idle"
    timer = setTimeout(() => void check(), PAUSE)
  }

  const orderable = () => rows.filter((row) => (row.sku.trim() || row.variantId) && QUANTITY.test(row.quantity.trim()))

  const lineOf = ({ sku, variantId, quantity }: QuickOrderRow): BulkOrderLine =>
    sku.trim() || variantId === undefined
      ? { sku: sku.trim(), quantity: Number(quantity) }
      : { variant_id: variantId, quantity: Number(quantity) }

  const check = async (): Promise<void> => {
    clearTimeout(timer)
    const asked = orderable()
    if (asked.length === 0) {
      checks = new Map()
      totals = undefined
      status = "idle"
      error = undefined
      publish()
      return
    }
    if (!shop || !destination) {
      status = "idle"
      publish()
      return
    }
    const mine = ++turn
    asking?.abort()
    asking = new AbortController()
    status = "checking"
    publish()
    try {
      const preview = await shop.preview({ items: asked.map(lineOf), ...destination }, { signal: asking.signal })
      if (mine === turn) {
        accept(asked, preview)
      }
    } catch (failure) {
      if (mine === turn) {
        status = "failed"
        error = failure instanceof Error ? failure : new Error(String(failure))
        publish()
      }
    }
  }

  const accept = (asked: QuickOrderRow[], preview: BulkOrderPreview) => {
    checks = checksOf(asked, preview.lines)
    totals = preview
    status = "checked"
    error = undefined
    publish()
  }

  const readSheet = async (text: string, chosen: BulkOrderColumns = {}): Promise<void> => {
    if (!shop || !destination || text.trim() === "") {
      return
    }
    columns = chosen
    const mine = ++sheetTurn
    sheet = { text, status: "reading", questions: [] }
    publish()
    try {
      const named = Object.keys(chosen).length > 0 ? { csv_columns: chosen } : {}
      const input: BulkOrderInput = { csv: text, ...named, ...destination }
      const preview = await shop.preview(input)
      if (mine !== sheetTurn) {
        return
      }
      sheet = undefined
      report = preview.rows && { ...preview.rows, more: preview.rows.more_skipped ?? 0 }
      const read = preview.lines.map(rowOfLine)
      const kept = rows.filter((row) => !isBlank(row))
      replace([...kept, ...read])
    } catch (failure) {
      if (mine === sheetTurn) {
        const questions = questionsOf(failure, text, chosen)
        sheet = { text, status: questions.length > 0 ? "asking" : "refused", questions, error: failure }
        publish()
      }
    }
  }

  /** Another tab of the same customer has changed the rows: both show one order. */
  const onStorage = ({ key, newValue }: StorageEvent) => {
    if (key === storageKey && newValue !== null) {
      const kept = keptOf(JSON.parse(newValue))
      if (kept && JSON.stringify(kept.rows) !== JSON.stringify(rows)) {
        report = kept.report
        rows = kept.rows
        checkSoon()
        publish()
      }
    }
  }

  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    getState: () => state,
    begin: () => {
      if (!state.isReady) {
        const kept = storageKey === undefined ? undefined : keptOf(readStored(storageKey))
        rows = kept?.rows ?? []
        report = kept?.report
        state = { ...state, isReady: true }
        checkSoon()
        publish()
      }
      const hide = () => saving !== undefined && save()
      window.addEventListener("pagehide", hide)
      window.addEventListener("storage", onStorage)
      return () => {
        hide()
        window.removeEventListener("pagehide", hide)
        window.removeEventListener("storage", onStorage)
      }
    },
    use: (nextShop, nextDestination) => {
      const isOther = JSON.stringify(nextDestination) !== JSON.stringify(destination)
      shop = nextShop
      destination = nextDestination
      if (isOther && state.isReady) {
        checkSoon()
        publish()
      }
    },
    change: (id, content) => {
      const last = past.at(-1)
      // One step for all letters of one cell.
      const isTyping = last !== undefined && differInOneRow(last, rows, id)
      replace(
        rows.map((row) => (row.id === id ? changed(row, content) : row)),
        { isStep: !isTyping }
      )
    },
    add: (...contents) => {
      const added = contents.map((content) => ({ id: randomId(), sku: "", quantity: "", ...content }))
      replace([...rows, ...added])
      return added.map(({ id }) => id)
    },
    remove: (...ids) => replace(rows.filter(({ id }) => !ids.includes(id))),
    clear: () => {
      report = undefined
      replace([])
    },
    removeBad: () => {
      const bad = new Set(state.rows.filter(({ errors }) => errors.length > 0).map(({ id }) => id))
      replace(rows.filter(({ id }) => !bad.has(id)))
    },
    readSheet,
    answer: async (field, column) => {
      if (sheet) {
        await readSheet(sheet.text, { ...columns, [field]: column })
      }
    },
    dropSheet: () => {
      sheetTurn++
      sheet = undefined
      publish()
    },
    undo: () => {
      const before = past.at(-1)
      if (before) {
        future = [...future, rows]
        past = past.slice(0, -1)
        replace(before, { isStep: false })
      }
    },
    redo: () => {
      const after = future.at(-1)
      if (after) {
        past = [...past, rows]
        future = future.slice(0, -1)
        replace(after, { isStep: false })
      }
    },
    check,
    showErrors: (errors) => {
      const asked = orderable()
      for (const problem of errors) {
        const row = asked[problem.index]
        if (row) {
          const known = checks.get(row.id)
          checks.set(row.id, { ...known, sku: row.sku, quantity: row.quantity, errors: [problem] })
        }
      }
      publish()
    },
    lines: () => orderable().map(lineOf),
  }
}

/** A row of a sheet that nobody could read has no content either, but somebody has to see it. */
const isBlank = ({ sku, quantity, variantId, unread }: QuickOrderRow): boolean =>
  sku.trim() === "" && quantity.trim() === "" && variantId === undefined && unread === undefined

const changed = (row: QuickOrderRow, content: RowContent): QuickOrderRow => {
  // Another SKU is another product, whatever row of a sheet it came from.
  const { unread: _, variantId, ...rest } = row
  const isSame = content.sku === undefined || content.sku === row.sku
  return { ...rest, ...(isSame && variantId !== undefined ? { variantId } : {}), ...content }
}

const differInOneRow = (before: QuickOrderRow[], after: QuickOrderRow[], id: string): boolean =>
  before.length === after.length &&
  before.some((row, at) => row !== after[at]) &&
  before.every((row, at) => row === after[at] || (row.id === id && after[at]?.id === id))

const checkedRow = (row: QuickOrderRow, check: Check | undefined, status: QuickOrderState["status"]): CheckedRow => {
  const blank = isBlank(row)
  const known = check && check.sku === row.sku && check.quantity === row.quantity ? check : undefined
  const own = blank ? [] : row.unread ? [row.unread] : ownErrors(row)
  const errors = own.length > 0 ? own : (known?.errors ?? [])
  return {
    ...row,
    ...(known?.line && own.length === 0 ? { line: known.line } : {}),
    ...(known?.joinedTo === undefined ? {} : { joinedTo: known.joinedTo }),
    errors,
    isBlank: blank,
    isChecking: !blank && !known && own.length === 0 && status === "checking",
  }
}

/** What is wrong with a row before the shop is asked. */
const ownErrors = ({ sku, quantity, variantId }: QuickOrderRow): OrderLineError[] => {
  const line = { index: 0, sku: sku.trim() || null }
  if (sku.trim() === "" && variantId === undefined) {
    return [{ ...line, code: "unknown_sku", message: "The row names no product." }]
  }
  return QUANTITY.test(quantity.trim())
    ? []
    : [{ ...line, code: "invalid_quantity", message: "The quantity must be a whole number from 1 to 999999999." }]
}

const sameOr = (before: CheckedRow | undefined, after: CheckedRow): CheckedRow => {
  if (!before) {
    return after
  }
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof CheckedRow>
  for (const key of keys) {
    const [one, other] = [before[key], after[key]]
    if (one !== other && !(Array.isArray(one) && Array.isArray(other) && isEqualList(one, other))) {
      return after
    }
  }
  return before
}

const isEqualList = (one: unknown[], other: unknown[]): boolean =>
  one.length === other.length && one.every((entry, at) => entry === other[at] || JSON.stringify(entry) === JSON.stringify(other[at]))

/** Assigns the shop's lines to rows. Rows of one product are one line, which the first of them shows. */
const checksOf = (asked: QuickOrderRow[], lines: BulkOrderPreviewLine[]): Map<string, Check> => {
  const byIndex = new Map(lines.map((line) => [line.index, line]))
  const owners = new Map<string, string>()
  asked.forEach((row, index) => {
    const line = byIndex.get(index)
    if (line) {
      ;[row.sku, line.sku, line.variant_id].forEach((name) => name && !owners.has(comparable(name)) && owners.set(comparable(name), row.id))
    }
  })
  return new Map(
    asked.map((row, index): [string, Check] => {
      const line = byIndex.get(index)
      const { sku, quantity } = row
      const owner = line ? undefined : owners.get(comparable(sku || (row.variantId ?? "")))
      return [
        row.id,
        { sku, quantity, errors: line?.errors ?? [], ...(line ? { line } : {}), ...(owner === undefined ? {} : { joinedTo: owner }) },
      ]
    })
  )
}

/** What differs beyond letters and digits does not matter here: the shop has said already that the product is the same. */
const comparable = (sku: string): string =>
  sku
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "")

const rowOfLine = ({ sku, variant_id, quantity, rows: sheetRows, errors }: BulkOrderPreviewLine): QuickOrderRow => {
  const [problem] = errors
  return {
    id: randomId(),
    sku: sku ?? "",
    quantity: quantity === null ? "" : String(quantity),
    ...(sku === null && variant_id !== null ? { variantId: variant_id } : {}),
    ...(sheetRows ? { sheetRows } : problem?.row === undefined ? {} : { sheetRows: [problem.row] }),
    ...(problem?.raw === undefined ? {} : { raw: problem.raw }),
    ...(quantity === null && problem ? { unread: problem } : {}),
  }
}

const questionsOf = (failure: unknown, text: string, chosen: BulkOrderColumns): SheetQuestion[] =>
  isCustomerRoleError(failure, "invalid_request")
    ? failure.errors.flatMap(({ field, candidates }) =>
        (field === "sku" || field === "quantity") && candidates && candidates.length > 0
          ? [{ field, candidates, columns: columnsOf(text, candidates), isRepeated: chosen[field] !== undefined }]
          : []
      )
    : []

/** Storage holds what an earlier version wrote, or anything at all. */
const keptOf = (value: unknown): Kept | undefined => {
  const { rows, report }: { rows?: unknown; report?: SheetReport } = Object(value)
  return Array.isArray(rows) && rows.every(isRow) ? { rows, ...(report && Array.isArray(report.skipped) ? { report } : {}) } : undefined
}

const isRow = (value: unknown): value is QuickOrderRow => {
  const { id, sku, quantity }: Partial<QuickOrderRow> = Object(value)
  return [id, sku, quantity].every((text) => typeof text === "string")
}
