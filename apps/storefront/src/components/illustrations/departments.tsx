import type { ReactNode } from "react"
import { Binders, Carton, Container, Drill, EarDefenders, FirstAid, Glasses, Hammer, Lamp, Reams, Spanner, Tape } from "./goods"

export type Department = "tools" | "safety" | "storage" | "desk" | "paper"

const SCENES: Record<Department, ReactNode> = {
  tools: (
    <>
      <Hammer x={34} y={22} />
      <Spanner x={88} y={22} />
      <Drill x={130} y={34} />
    </>
  ),
  safety: (
    <>
      <EarDefenders x={28} y={56} />
      <FirstAid x={118} y={68} />
      <Glasses x={116} y={22} scale={0.95} />
    </>
  ),
  storage: (
    <>
      <Container x={26} y={82} />
      <Container x={26} y={40} />
      <Carton x={134} y={66} />
      <Tape x={152} y={22} scale={0.76} />
    </>
  ),
  desk: (
    <>
      <Binders x={30} y={52} />
      <Lamp x={136} y={24} />
    </>
  ),
  paper: (
    <>
      <Reams x={34} y={84} />
      <Reams x={38} y={40} />
      <g transform="translate(132 58)">
        <rect width="82" height="52" rx="6" className="fill-ink-soft" />
        <rect x="14" y="-22" width="54" height="26" className="fill-surface stroke-line-strong" strokeWidth="1.5" />
        <path d="M22-12h38M22-5h26" className="stroke-line-strong" strokeWidth="2" />
        <rect x="10" y="30" width="62" height="40" className="fill-surface stroke-line-strong" strokeWidth="1.5" />
        <path d="M20 42h42M20 50h42M20 58h24" className="stroke-go-line" strokeWidth="3" />
        <circle cx="70" cy="14" r="4" className="fill-go" />
      </g>
    </>
  ),
}

/** A picture of what a department sells. */
export const DepartmentPicture = ({ department, className }: { department: Department; className?: string }) => (
  <svg aria-hidden viewBox="0 0 260 140" className={className}>
    <path d="M16 129h228" className="stroke-line-strong" strokeWidth="3" strokeLinecap="round" />
    {SCENES[department]}
  </svg>
)
