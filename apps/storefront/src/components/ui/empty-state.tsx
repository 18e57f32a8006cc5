import type { ReactNode } from "react"
import { cn } from "./cn"

/**
 * Says what belongs here and offers the first step.
 *
 * @example
 * <EmptyState icon={<Package />} title={t("noOrders")} action={<ButtonLink href="/">{t("look")}</ButtonLink>}>
 *   {t("ordersAppearHere")}
 * </EmptyState>
 */
export const EmptyState = ({
  icon,
  title,
  action,
  className,
  children,
}: {
  icon?: ReactNode
  title: ReactNode
  action?: ReactNode
  className?: string
  children?: ReactNode
}) => (
  <div className={cn("grid justify-items-center gap-1 px-4 py-10 text-center", className)}>
    {icon && (
      <span aria-hidden className="mb-3 grid size-12 place-items-center rounded-full bg-sunken text-ink-faint [&_svg]:size-6">
        {icon}
      </span>
    )}
    <p className="font-semibold">{title}</p>
    {children && <p className="max-w-form text-sm text-ink-soft">{children}</p>}
    {action && <div className="mt-4">{action}</div>}
  </div>
)
