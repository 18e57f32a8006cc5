import type { Texts } from "../i18n/use-text"

/**
 * Returns the words of a table's pagination in the admin's language.
 *
 * @example
 * <DataTable.Pagination translations={paginationTexts(text)} />
 */
export const paginationTexts = (text: Texts) => ({
  of: text("list.pagination.of"),
  results: text("list.pagination.results"),
  pages: text("list.pagination.pages"),
  prev: text("list.pagination.prev"),
  next: text("list.pagination.next"),
})
