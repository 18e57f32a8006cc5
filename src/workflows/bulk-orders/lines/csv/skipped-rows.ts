import { toHeadingName } from "./headings"
import { toTickBox } from "./tick-boxes"

/** Why a row orders nothing. */
export type SkipReason = "no_quantity" | "zero_quantity" | "empty_tick_box" | "total" | "repeated_headings"

/** The first words of totals rows, in the languages of the headings. */
const TOTALS = new Set(
  [
    "Total",
    "Totals",
    "Grand total",
    "Subtotal",
    "Sub total",
    "Sum",
    "Total quantity",
    "Total qty",
    "Total items",
    "Total pieces",
    "Total units",
    "Order total",
    "Net total",
    "Total net",
    "Gross total",
    "Total amount",
    "Summe",
    "Summen",
    "Gesamt",
    "Gesamtsumme",
    "Zwischensumme",
    "Gesamtmenge",
    "Gesamtbetrag",
    "Gesamtanzahl",
    "Endsumme",
    "Nettosumme",
    "Bruttosumme",
    "Summe netto",
    "Summe brutto",
    "Insgesamt",
    "Total général",
    "Totaux",
    "Sous-total",
    "Somme",
    "Total HT",
    "Total TTC",
    "Montant total",
    "Quantité totale",
    "Total commande",
    "Total general",
    "Suma",
    "Suma total",
    "Importe total",
    "Cantidad total",
    "Total pedido",
    "Totale",
    "Totali",
    "Totale generale",
    "Subtotale",
    "Somma",
    "Totale ordine",
    "Quantità totale",
    "Totale complessivo",
    "Totaal",
    "Totalen",
    "Eindtotaal",
    "Subtotaal",
    "Totaal generaal",
    "Totaal aantal",
    "Som",
  ].map(toHeadingName)
)

/**
 * Whether a cell says that its row is a total. `readOrderLines` decides whether such a row with a quantity is skipped.
 *
 * @example
 * isTotal("Total général :") // true
 */
export const isTotal = (cell: string): boolean => /^[\p{L}][\p{L} '-]{2,40}\s?:?$/u.test(cell) && TOTALS.has(toHeadingName(cell))

/**
 * Returns why a row without a quantity orders nothing: it is a total, its tick boxes are empty, or it just has no quantity.
 *
 * @example
 * reasonOf(["", "", "FALSE"]) // "empty_tick_box"
 */
export const reasonOf = (cells: string[]): SkipReason => {
  if (cells.some(isTotal)) {
    return "total"
  }
  const filled = cells.filter((cell) => cell !== "")
  return filled.length > 0 && filled.every((cell) => toTickBox(cell) === "empty") ? "empty_tick_box" : "no_quantity"
}
