import { Card } from "@/components/ui/card"
import { Skeleton, SkeletonText } from "@/components/ui/skeleton"
import { OrderTableSkeleton } from "@/modules/account/orders/order-table-skeleton"

/** A card of the overview that is still on its way. */
export const SectionSkeleton = ({ kind }: { kind: "orders" | "text" | "chart" | "steps" }) =>
  kind === "steps" ? (
    <div aria-hidden className="grid gap-4 md:grid-cols-3">
      {[1, 2, 3].map((step) => (
        <Card key={step}>
          <SkeletonText lines={4} />
        </Card>
      ))}
    </div>
  ) : (
    <Card>
      <Skeleton className="mb-4 h-6 w-36" />
      {kind === "orders" ? <OrderTableSkeleton rows={4} /> : kind === "chart" ? <Skeleton className="h-56" /> : <SkeletonText lines={4} />}
    </Card>
  )
