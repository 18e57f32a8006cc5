import { Select, Text } from "@medusajs/ui"
import { useId } from "react"
import { useText } from "../i18n/use-text"
import { PAGE_SIZES } from "./list-state"

/** Lets the admin choose how many rows a page of a list has. */
export const PageSize = ({ size, onChange }: { size: number; onChange: (size: number) => void }) => {
  const { text } = useText()
  const id = useId()
  return (
    <div className="flex items-center gap-x-2">
      <Text as="span" size="small" className="text-ui-fg-subtle whitespace-nowrap" id={id}>
        {text("list.pageSize")}
      </Text>
      <Select size="small" value={String(size)} onValueChange={(value) => onChange(Number(value))}>
        <Select.Trigger aria-labelledby={id} className="w-fit">
          <Select.Value />
        </Select.Trigger>
        <Select.Content>
          {PAGE_SIZES.map((option) => (
            <Select.Item key={option} value={String(option)}>
              {option}
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
    </div>
  )
}
