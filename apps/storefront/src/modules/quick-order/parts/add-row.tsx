"use client"

import { Plus } from "lucide-react"
import { useTranslations } from "next-intl"
import type { QuickOrder } from "medusa-customer-role-storefront/react/quick-order"
import { useState } from "react"
import { ArticleInput } from "./article-input"
import { cellName, focusCell } from "./order-row"

/** The place below the rows, which makes a new one of what is typed into it. */
export const AddRow = ({ add }: { add: QuickOrder["add"] }) => {
  const t = useTranslations("quickOrder")
  const [text, setText] = useState("")
  const addRow = (sku: string, quantity: string, isToGoOn: boolean) => {
    setText("")
    const [id] = add({ sku, quantity })
    if (isToGoOn && id !== undefined) {
      focusCell(id, "quantity")
    }
  }
  const addText = (isToGoOn: boolean) => text.trim() !== "" && addRow(text.trim(), "1", isToGoOn)
  return (
    <div className="flex items-center gap-1 py-2 pr-3 pl-1 sm:pl-3">
      <Plus aria-hidden className="mr-1 ml-3 size-4.5 shrink-0 text-ink-faint max-sm:hidden" />
      <div {...cellName("new", "article")} className="min-w-0 flex-1">
        <ArticleInput
          value={text}
          label={t("addArticle")}
          placeholder={t("addArticle")}
          className="font-normal"
          onText={setText}
          onTake={({ sku }) => addRow(sku, "1", true)}
          onEnter={() => addText(true)}
          onLeave={() => addText(false)}
        />
      </div>
    </div>
  )
}
