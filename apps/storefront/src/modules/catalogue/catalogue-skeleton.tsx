import { Skeleton } from "@/components/ui/skeleton"

/** The shape of a page of the catalogue. */
export const CatalogueSkeleton = () => (
  <div aria-hidden className="grid gap-x-8 gap-y-4 lg:grid-cols-[14rem_minmax(0,1fr)]">
    <div className="grid content-start gap-3 max-lg:hidden">
      {Array.from({ length: 12 }, (_, line) => (
        <Skeleton key={line} className="h-5" />
      ))}
    </div>
    <div>
      <Skeleton className="mb-4 h-11 w-48" />
      <div className="grid gap-4 sm:grid-cols-2 md:grid-cols-3">
        {Array.from({ length: 9 }, (_, card) => (
          <Skeleton key={card} className="h-40 rounded-card sm:h-88" />
        ))}
      </div>
    </div>
  </div>
)
