import { Button, Input, Label, Popover, Text } from "@medusajs/ui"
import { type FormEvent, useId, useState } from "react"
import { useText } from "../../../../i18n/use-text"
import { readNumber } from "../../../../quotes/amounts"
import { discountOnAll } from "../../../../quotes/draft"
import type { Draft } from "../use-draft"

const PERCENT = { digits: 2, least: 0, most: 100 }

/** Takes the same share off the list price of all lines. */
export const DiscountOnAll = ({ draft }: { draft: Draft }) => {
  const { text } = useText()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState("")
  const field = useId()
  const read = readNumber(typed, PERCENT)
  const fault = typed.trim() !== "" && "fault" in read ? read.fault : undefined
  const { items } = draft.quote
  const withoutListPrice = items.filter(({ list_unit_price }) => list_unit_price === null).length

  const apply = (event: FormEvent) => {
    event.preventDefault()
    if ("value" in read) {
      draft.change(discountOnAll(items, read.value))
      void draft.flush()
      setTyped("")
      setOpen(false)
    }
  }
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button size="small" variant="secondary" disabled={withoutListPrice === items.length}>
          {text("quotes.discountAll.open")}
        </Button>
      </Popover.Trigger>
      <Popover.Content align="end" className="p-0" style={{ width: 280 }}>
        <form className="flex flex-col gap-y-3 p-4" onSubmit={apply}>
          <div className="flex flex-col gap-y-1">
            <Label size="small" weight="plus" htmlFor={field}>
              {text("quotes.discountAll.label")}
            </Label>
            <Input
              id={field}
              size="small"
              inputMode="decimal"
              autoComplete="off"
              className="tabular-nums"
              aria-invalid={fault !== undefined}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
            <Text size="xsmall" className={fault ? "text-ui-fg-error" : "text-ui-fg-subtle"} role={fault && "alert"}>
              {fault
                ? text(`quotes.fault.${fault}`, PERCENT)
                : text(withoutListPrice > 0 ? "quotes.discountAll.hintSome" : "quotes.discountAll.hint", { count: withoutListPrice })}
            </Text>
          </div>
          <Button size="small" type="submit" disabled={!("value" in read)}>
            {text("quotes.discountAll.apply")}
          </Button>
        </form>
      </Popover.Content>
    </Popover>
  )
}
