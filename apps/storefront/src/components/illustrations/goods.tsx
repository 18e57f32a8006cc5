/*
 * What Cedar sells, drawn with the colours of the theme, so that pictures are dark where the page is. Each is a group with
 * its top left corner at 0, 0; the comment says how large it is.
 */

type Place = { x?: number; y?: number; scale?: number }

const at = ({ x = 0, y = 0, scale = 1 }: Place): string => `translate(${x} ${y})${scale === 1 ? "" : ` scale(${scale})`}`

/** A shipping carton, 84 × 62. */
export const Carton = (place: Place) => (
  <g transform={at(place)}>
    <rect width="84" height="62" rx="3" className="fill-wait-soft stroke-wait-line" strokeWidth="1.5" />
    <path d="M0 15h84" className="stroke-wait-line" strokeWidth="1.5" />
    <path d="M36 0h12v24l-3-3-3 3-3-3-3 3z" className="fill-wait-line" />
    <rect x="54" y="36" width="22" height="17" rx="1.5" className="fill-surface" />
    <path d="M58 41h14M58 45h14M58 49h8" className="stroke-line-control" strokeWidth="1.5" />
    <path d="m12 50 4-6 4 6zM24 50l4-6 4 6z" className="fill-wait" opacity=".55" />
  </g>
)

/** A stackable container, 96 × 46. */
export const Container = (place: Place) => (
  <g transform={at(place)}>
    <path d="M2 6h92l-4 38a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2z" className="fill-ask-soft stroke-ask-line" strokeWidth="1.5" />
    <rect width="96" height="9" rx="3" className="fill-ask-line" />
    <path d="M22 16v24M40 16v24M56 16v24M74 16v24" className="stroke-ask-line" strokeWidth="2" />
    <rect x="34" y="17" width="28" height="9" rx="4.5" className="fill-canvas stroke-ask-line" strokeWidth="1.5" />
  </g>
)

/** Two reams of copy paper, 78 × 44. */
export const Reams = (place: Place) => (
  <g transform={at(place)}>
    {[0, 22].map((y) => (
      <g key={y} transform={`translate(${y === 0 ? 4 : 0} ${y})`}>
        <rect width="74" height="22" rx="2" className="fill-surface stroke-line-strong" strokeWidth="1.5" />
        <rect x="0.75" y="5" width="48" height="12" className="fill-go" />
        <text x="7" y="14.4" fontSize="9" fontWeight="600" className="fill-on-go">
          A4 80 g
        </text>
        <path d="M56 6.5h12M56 11h12M56 15.5h8" className="stroke-line-strong" strokeWidth="1.5" />
      </g>
    ))}
  </g>
)

const BINDERS = [
  "fill-go",
  "fill-go-soft stroke-go-line",
  "fill-wait-soft stroke-wait-line",
  "fill-go-line",
  "fill-ask-soft stroke-ask-line",
]

/** Five lever arch files, 92 × 76. */
export const Binders = (place: Place) => (
  <g transform={at(place)}>
    {BINDERS.map((look, index) => (
      <g key={look} transform={index === 4 ? "translate(76 3) rotate(8 0 73)" : `translate(${index * 18} 0)`}>
        <rect width="17" height="76" rx="2" className={look} strokeWidth="1.5" />
        <rect x="3.5" y="10" width="10" height="26" rx="1" className="fill-surface" />
        <path d="M6 16h5M6 20h5M6 24h3" className="stroke-line-control" strokeWidth="1.2" />
        <circle cx="8.5" cy="60" r="4.5" className="fill-canvas stroke-line-control" strokeWidth="1.5" />
      </g>
    ))}
  </g>
)

/** A cordless drill, 106 × 88. */
export const Drill = (place: Place) => (
  <g transform={at(place)}>
    <path d="M0 17h16v4H0z" className="fill-line-control" />
    <path d="M14 11h14l4 3v10l-4 3H14l-4-4v-8z" className="fill-ink-soft" />
    <path d="M30 8h48c10 0 15 6 15 13s-5 12-12 12H30z" className="fill-go" />
    <path d="M84 10c6 2 9 6 9 11s-3 10-9 11z" className="fill-go-strong" />
    <path d="M40 15h22M40 20.5h22M40 26h14" className="stroke-go-line" strokeWidth="2" strokeLinecap="round" />
    <path d="M62 32h22l6 34H68z" className="fill-ink-soft" />
    <path d="M62 33c-5 0-6 4-5 8l3 5 5-1z" className="fill-stop" />
    <path d="M60 66h38a4 4 0 0 1 4 4v14a4 4 0 0 1-4 4H58a4 4 0 0 1-4-4V72a6 6 0 0 1 6-6z" className="fill-go-strong" />
    <path d="M62 77h20" className="stroke-go-line" strokeWidth="3" strokeLinecap="round" />
  </g>
)

/** Ear defenders, 74 × 72. */
export const EarDefenders = (place: Place) => (
  <g transform={at(place)}>
    <path d="M11 42C8 18 20 4 37 4s29 14 26 38" fill="none" className="stroke-ink-soft" strokeWidth="5" strokeLinecap="round" />
    <path d="M20 11c9-7 25-7 34 0" fill="none" className="stroke-wait-line" strokeWidth="5" strokeLinecap="round" />
    <rect x="0" y="34" width="20" height="34" rx="9" className="fill-wait" />
    <rect x="54" y="34" width="20" height="34" rx="9" className="fill-wait" />
    <rect x="15" y="37" width="7" height="28" rx="3.5" className="fill-ink-soft" />
    <rect x="52" y="37" width="7" height="28" rx="3.5" className="fill-ink-soft" />
  </g>
)

/** Safety glasses, 88 × 34. */
export const Glasses = (place: Place) => (
  <g transform={at(place)}>
    <path d="M4 10 0 30M84 10l4 20" className="stroke-ink-soft" strokeWidth="3.5" strokeLinecap="round" />
    <path
      d="M4 4h80c3 0 4 3 3 7-2 11-8 19-20 19-11 0-16-6-19-14-2-4-6-4-8 0-3 8-8 14-19 14C9 30 3 22 1 11 0 7 1 4 4 4z"
      className="fill-ask-soft stroke-ink-soft"
      strokeWidth="2.5"
    />
    <path d="m14 21 9-11M20 23l7-8M58 22l9-11" className="stroke-ask-line" strokeWidth="2.5" strokeLinecap="round" />
  </g>
)

/** A first aid kit, 78 × 60. */
export const FirstAid = (place: Place) => (
  <g transform={at(place)}>
    <path d="M27 8V5a5 5 0 0 1 5-5h14a5 5 0 0 1 5 5v3" fill="none" className="stroke-go-strong" strokeWidth="4" />
    <rect y="8" width="78" height="52" rx="6" className="fill-go" />
    <path d="M0 24h78" className="stroke-go-strong" strokeWidth="1.5" />
    <path d="M34 22h10v9h9v10h-9v9H34v-9h-9V31h9z" className="fill-on-go" />
  </g>
)

/** A roll of packing tape, 56 × 56. */
export const Tape = (place: Place) => (
  <g transform={at(place)}>
    <circle cx="28" cy="28" r="27" className="fill-wait-line stroke-wait" strokeWidth="1" />
    <circle cx="28" cy="28" r="20" fill="none" className="stroke-wait" strokeWidth="1" opacity=".4" />
    <circle cx="28" cy="28" r="14" className="fill-surface stroke-wait-line" strokeWidth="3" />
    <path d="M28 55h30v-4l-3 1-3-2-4 2" className="fill-wait-line" />
  </g>
)

/** A desk lamp, 92 × 104. */
export const Lamp = (place: Place) => (
  <g transform={at(place)}>
    <path d="m36 30 12 54H8L14 40z" className="fill-wait-soft" opacity=".7" />
    <path d="M62 98 80 56 42 24" fill="none" className="stroke-ink-soft" strokeWidth="4" strokeLinejoin="round" />
    <circle cx="80" cy="56" r="5" className="fill-ink-soft" />
    <path d="M22 44 40 14c5 2 14 9 15 15L36 50c-6 1-12-2-14-6z" className="fill-go" />
    <path d="M44 98h40a4 4 0 0 1 4 4v2H40v-2a4 4 0 0 1 4-4z" className="fill-ink-soft" />
  </g>
)

/** A claw hammer, hanging, 44 × 104. */
export const Hammer = (place: Place) => (
  <g transform={at(place)}>
    <path d="M18 20h9l2 78a6 6 0 0 1-13 0z" className="fill-wait-line" />
    <path d="M17 56h11l1 42a6 6 0 0 1-13 0z" className="fill-wait" />
    <path d="M4 6C10 0 18 2 22 4h18a4 4 0 0 1 4 4v10a4 4 0 0 1-4 4H18c-4-6-10-7-16-4C0 14 1 9 4 6z" className="fill-ink-soft" />
  </g>
)

/** A ring spanner, hanging, 26 × 104. */
export const Spanner = (place: Place) => (
  <g transform={at(place)}>
    <path d="M9 22h8v60H9z" className="fill-line-control" />
    <circle cx="13" cy="13" r="12" className="fill-line-control" />
    <circle cx="13" cy="13" r="5.5" className="fill-sunken" />
    <path d="M3 84c-3 6-1 14 5 17v-10l5-4 5 4v10c6-3 8-11 5-17-3-5-6-6-10-6s-7 1-10 6z" className="fill-line-control" />
  </g>
)

/** A spirit level, 148 × 24. */
export const Level = (place: Place) => (
  <g transform={at(place)}>
    <rect width="148" height="24" rx="3" className="fill-go-line stroke-go" strokeWidth="1.5" />
    <rect x="56" y="6" width="36" height="12" rx="6" className="fill-surface stroke-go" strokeWidth="1.5" />
    <ellipse cx="74" cy="12" rx="7" ry="3.5" className="fill-go" />
    <path d="M66 7v10M82 7v10" className="stroke-go" strokeWidth="1.5" />
    <circle cx="20" cy="12" r="6" className="fill-surface stroke-go" strokeWidth="1.5" />
    <circle cx="128" cy="12" r="6" className="fill-surface stroke-go" strokeWidth="1.5" />
  </g>
)

/** A hand truck, 92 × 178, its toe plate to the left. */
export const HandTruck = (place: Place) => (
  <g transform={at(place)}>
    <path d="M60 150V14c0-7 4-12 12-12h10" fill="none" className="stroke-stop" strokeWidth="6" strokeLinecap="round" />
    <path d="M60 150V20" className="stroke-stop" strokeWidth="6" />
    <path d="M60 152H-34" className="stroke-ink-soft" strokeWidth="6" strokeLinecap="round" />
    <circle cx="66" cy="156" r="20" className="fill-ink-soft" />
    <circle cx="66" cy="156" r="8" className="fill-line-strong" />
  </g>
)
