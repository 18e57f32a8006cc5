import type { StaticImageData } from "next/image"
import file from "./product-pictures.svg"

/** Shown from a file of its own, the hundreds of shapes are no part of the page, and no work for React. */
const { src }: StaticImageData = file

/** The beginnings of handles, and their pictures. */
const PICTURES: [handle: string, picture: string][] = [
  ["copy-paper", "copy-paper"],
  ["recycled-paper", "recycled-paper"],
  ["card-stock", "card-stock"],
  ["laser-labels", "laser-labels"],
  ["thermal-roll", "thermal-roll"],
  ["toner", "toner"],
  ["laminating", "laminating"],
  ["flip-chart", "flip-chart"],
  ["lever-arch", "lever-arch"],
  ["suspension", "suspension"],
  ["ballpoint", "ballpoint"],
  ["permanent-marker", "marker"],
  ["sticky", "sticky"],
  ["stapler", "stapler"],
  ["desk-lamp", "lamp"],
  ["monitor-arm", "monitor-arm"],
  ["whiteboard", "whiteboard"],
  ["cordless-drill", "drill"],
  ["bit-set", "bit-set"],
  ["hss", "hss"],
  ["combination-pliers", "pliers"],
  ["claw-hammer", "hammer"],
  ["ratchet", "ratchet"],
  ["tape-measure", "tape-measure"],
  ["spirit-level", "level"],
  ["cutter", "cutter"],
  ["cut-resistant", "cut-gloves"],
  ["nitrile", "nitrile"],
  ["safety-glasses", "glasses"],
  ["ear-defenders", "ear-defenders"],
  ["ffp", "ffp2"],
  ["safety-shoes", "shoes"],
  ["high-visibility", "vest"],
  ["first-aid", "first-aid"],
  ["shipping-carton", "carton"],
  ["packing-tape", "tape"],
  ["stretch-film", "stretch"],
  ["euro-container", "euro-container"],
  ["boltless", "shelving"],
  ["hand-truck", "hand-truck"],
]

/** A picture of a product: its own drawing, or a parcel. Its name stands beside it, so it needs none. */
export const ProductPicture = ({ handle, className }: { handle: string; className?: string }) => {
  const [, picture = "none"] = PICTURES.find(([start]) => handle.startsWith(start)) ?? []
  return (
    <svg aria-hidden viewBox="0 0 160 160" className={className}>
      <use href={`${src}#${picture}`} />
    </svg>
  )
}
