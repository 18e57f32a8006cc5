import { DataTable, Heading, Text } from "@medusajs/ui"
import { type ReactNode, useEffect, useRef } from "react"
import { useText } from "../i18n/use-text"
import { NamedButton } from "./named-button"

type Props = { title: string; hint: string; searchLabel: string; children?: ReactNode }

/** The heading of a list, its filters, order and search, and whatever else it can do. */
export const ListToolbar = ({ title, hint, searchLabel, children }: Props) => {
  const { text } = useText()
  return (
    <FilterNames>
      <DataTable.Toolbar
        className="flex flex-col items-start justify-between gap-3 md:flex-row md:items-center"
        translations={{ clearAll: text("list.filters.clear") }}
      >
        <div className="flex w-full flex-wrap items-center justify-between gap-3">
          <div>
            <Heading>{title}</Heading>
            <Text size="small" className="text-ui-fg-subtle">
              {hint}
            </Text>
          </div>
          <div className="flex items-center gap-x-2">
            <NamedButton label={text("list.filters.label")}>
              <DataTable.FilterMenu tooltip={text("list.filters.label")} />
            </NamedButton>
            <NamedButton label={text("list.sort.label")}>
              <DataTable.SortingMenu tooltip={text("list.sort.label")} />
            </NamedButton>
            <DataTable.Search placeholder={text("list.searchShort")} aria-label={searchLabel} />
            {children}
          </div>
        </div>
      </DataTable.Toolbar>
    </FilterNames>
  )
}

/** Names the buttons that remove a filter: Medusa's show a cross alone, and appear whenever a filter does. */
const FilterNames = ({ children }: { children: ReactNode }) => {
  const { text } = useText()
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const name = () =>
      frame.current?.querySelectorAll('button[type="button"]:not([aria-label]):not([aria-haspopup])').forEach((button) => {
        if (!button.textContent) {
          button.setAttribute("aria-label", text("list.filters.remove", { name: button.parentElement?.firstChild?.textContent ?? "" }))
        }
      })
    const observer = new MutationObserver(name)
    name()
    if (frame.current) {
      observer.observe(frame.current, { childList: true, subtree: true })
    }
    return () => observer.disconnect()
  }, [text])
  return <div ref={frame}>{children}</div>
}
