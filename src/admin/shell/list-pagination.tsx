import { DataTable } from "@medusajs/ui"
import { useText } from "../i18n/use-text"
import { PageSize } from "./page-size"
import { paginationTexts } from "./pagination"

type Props = { size: number; onSize: (size: number) => void }

/** The pages of a list, and in their middle how many rows each has. A narrow window has no room for the latter. */
export const ListPagination = ({ size, onSize }: Props) => {
  const { text } = useText()
  return (
    <div className="relative">
      <DataTable.Pagination translations={paginationTexts(text)} />
      <div className="absolute inset-y-0 left-1/2 hidden -translate-x-1/2 items-center md:flex">
        <PageSize size={size} onChange={onSize} />
      </div>
    </div>
  )
}
