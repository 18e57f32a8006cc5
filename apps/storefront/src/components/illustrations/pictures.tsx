import type { StaticImageData } from "next/image"
import file from "./pictures.svg"

export type Department = "tools" | "safety" | "storage" | "desk" | "paper"

/** Shown from a file of its own, the hundreds of shapes are no part of the page, and no work for React. */
const { src }: StaticImageData = file

/** A picture of what a department sells. */
export const DepartmentPicture = ({ department, className }: { department: Department; className?: string }) => (
  <svg aria-hidden viewBox="0 0 260 140" className={className}>
    <use href={`${src}#${department}`} />
  </svg>
)

/** A corner of Cedar's warehouse: a shelf with goods, tools on the wall, and an order that is about to leave. */
export const Warehouse = ({ className }: { className?: string }) => (
  <svg aria-hidden viewBox="0 0 600 460" className={className}>
    <use href={`${src}#warehouse`} />
  </svg>
)
