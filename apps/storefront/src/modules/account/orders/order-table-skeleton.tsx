import { Skeleton } from "@/components/ui/skeleton"

/** Rows in the shape of orders. */
export const OrderTableSkeleton = ({ rows = 5 }: { rows?: number }) => (
  <div aria-hidden className="grid">
    {Array.from({ length: rows }, (_, row) => (
      <div key={row} className="flex h-17 items-center justify-between gap-6 border-b border-line last:border-b-0">
        <div className="grid flex-1 gap-2">
          <Skeleton className="w-24" />
          <Skeleton className="w-3/5" />
        </div>
        <Skeleton className="w-20 max-sm:hidden" />
        <Skeleton className="h-6 w-24 rounded-full max-sm:hidden" />
        <Skeleton className="w-16" />
      </div>
    ))}
  </div>
)
