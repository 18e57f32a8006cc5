import { refusalOf } from "../account/refusals"

/** What the shop says of a line that it does not sell, or not so many of. */
const NOT_SOLD: ReadonlySet<string> = new Set(["other", "gone", "linesUnavailable"])

/**
 * Puts lines into a new cart, all at once. If the shop refuses that, one line among them is no longer sold: then each
 * line goes in by itself, and those that the shop refuses stay out. Without a single line, there is no cart.
 *
 * @example
 * const { cart, leftOut } = await fillCart(lines, { create: (its) => createCart(its), add: (cart, line) => addLine(cart, line) })
 */
export const fillCart = async <Line, Cart>(
  lines: readonly Line[],
  {
    create,
    add,
  }: {
    create: (lines: readonly Line[]) => Promise<Cart>
    /** Adds a line and returns the cart that it makes. */
    add: (cart: Cart, line: Line) => Promise<Cart>
  }
): Promise<{ cart: Cart | null; leftOut: Line[] }> => {
  if (lines.length === 0) {
    return { cart: null, leftOut: [] }
  }
  const whole = await unlessNotSold(() => create(lines))
  if (whole) {
    return { cart: whole, leftOut: [] }
  }
  const leftOut: Line[] = []
  let cart = await create([])
  for (const line of lines) {
    const fuller = await unlessNotSold(() => add(cart, line))
    if (fuller) {
      cart = fuller
    } else {
      leftOut.push(line)
    }
  }
  return { cart: leftOut.length === lines.length ? null : cart, leftOut }
}

/** Returns `null` where the shop refuses what it does not sell. */
const unlessNotSold = async <Cart>(act: () => Promise<Cart>): Promise<Cart | null> => {
  try {
    return await act()
  } catch (error) {
    return NOT_SOLD.has(refusalOf(error)) ? null : Promise.reject(error)
  }
}
