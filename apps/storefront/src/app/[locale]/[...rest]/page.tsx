import { notFound } from "next/navigation"

/** Every address that no other page has: it is not found in the visitor's language, with the head and foot of the shop. */
export default function MissingPage() {
  notFound()
}
