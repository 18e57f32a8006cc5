import { CircleAlert, CircleCheck, CircleX } from "lucide-react"
import { useTranslations } from "next-intl"
import { cn } from "@/components/ui/cn"
import type { Stock } from "./types"

const LOOKS = {
  in: { Icon: CircleCheck, tone: "text-go" },
  few: { Icon: CircleAlert, tone: "text-wait" },
  out: { Icon: CircleX, tone: "text-stop" },
} as const

/** The stock of a product in words. */
export const StockLine = ({ stock, className }: { stock: Stock; className?: string }) => {
  const t = useTranslations("common.stock")
  const { Icon, tone } = LOOKS[stock.state]
  return (
    <p className={cn("flex items-center gap-1.5 text-sm", tone, className)}>
      <Icon aria-hidden className="size-4 shrink-0" />
      {t(stock.state, { count: stock.count ?? 0 })}
    </p>
  )
}
