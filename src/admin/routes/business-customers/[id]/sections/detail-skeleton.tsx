import { Container, Skeleton } from "@medusajs/ui"

const Section = ({ rows }: { rows: number }) => (
  <Container className="divide-y p-0" aria-hidden>
    <div className="px-6 py-4">
      <Skeleton className="h-7 w-24" />
    </div>
    {Array.from({ length: rows }, (_, index) => (
      <div key={index} className="grid grid-cols-2 items-center gap-4 px-6 py-4">
        <Skeleton className="h-5 w-24" />
        <Skeleton className="h-5 w-24" />
      </div>
    ))}
  </Container>
)

/** The page's shape while it loads. */
export const DetailSkeleton = () => (
  <div className="flex flex-col gap-y-3" aria-busy>
    <Section rows={0} />
    <div className="flex w-full flex-col items-start gap-x-4 gap-y-3 xl:grid xl:grid-cols-[minmax(0,_1fr)_440px]">
      <div className="flex w-full min-w-0 flex-col gap-y-3">
        <Section rows={6} />
        <Section rows={2} />
      </div>
      <div className="flex w-full min-w-0 flex-col gap-y-3">
        <Section rows={3} />
        <Section rows={1} />
      </div>
    </div>
  </div>
)
