import { Binders, Carton, Container, Drill, EarDefenders, FirstAid, Hammer, HandTruck, Lamp, Level, Reams, Spanner, Tape } from "./goods"

const PEGS = Array.from({ length: 9 }, (_, column) =>
  Array.from({ length: 6 }, (_, row) => ({ x: 386 + column * 22, y: 48 + row * 22 }))
).flat()

/** A corner of Cedar's warehouse: a shelf with goods, tools on the wall, and an order that is about to leave. */
export const Warehouse = ({ className }: { className?: string }) => (
  <svg aria-hidden viewBox="0 0 600 460" className={className}>
    <rect width="600" height="460" rx="28" className="fill-sunken" />
    <path d="M0 404h600v28a28 28 0 0 1-28 28H28a28 28 0 0 1-28-28z" className="fill-line" />

    <g>
      <rect x="372" y="34" width="204" height="140" rx="8" className="fill-canvas stroke-line-strong" strokeWidth="1.5" />
      {PEGS.map(({ x, y }) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r="1.8" className="fill-line-strong" />
      ))}
      <Hammer x={392} y={54} />
      <Spanner x={452} y={54} scale={0.95} />
      <Spanner x={486} y={54} scale={0.82} />
      <Spanner x={516} y={54} scale={0.7} />
      <Level x={434} y={142} scale={0.86} />
    </g>

    <g className="stroke-line-control" strokeWidth="6">
      <path d="M40 40v366M336 40v366" />
    </g>
    {[146, 252, 358].map((y) => (
      <rect key={y} x="34" y={y} width="308" height="9" rx="2" className="fill-line-control" />
    ))}

    <Binders x={54} y={70} />
    <Lamp x={156} y={44} scale={0.98} />
    <Reams x={250} y={102} />

    <Drill x={58} y={164} />
    <FirstAid x={178} y={192} />
    <EarDefenders x={266} y={188} scale={0.9} />

    <Container x={52} y={312} />
    <Container x={52} y={269} />
    <Carton x={162} y={296} />
    <Tape x={264} y={302} />

    <HandTruck x={476} y={228} />
    <Carton x={438} y={315} />
    <Carton x={443} y={259} scale={0.9} />
  </svg>
)
