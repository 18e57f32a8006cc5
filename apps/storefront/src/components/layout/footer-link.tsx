import type { ReactNode } from "react"
import { Link } from "@/i18n/navigation"

/** A link in the foot of the page. */
export const FooterLink = ({ href, children }: { href: string; children: ReactNode }) => (
  // What is down here is rarely next: fetched ahead, it would come with every page.
  <Link
    href={href}
    prefetch={false}
    className="-mx-1 flex min-h-11 w-fit items-center rounded-sm px-1 text-sm text-ink-soft hover:text-ink hover:underline md:min-h-8"
  >
    {children}
  </Link>
)
