import { createNavigation } from "next-intl/navigation"
import { routing } from "./routing"

/** What pages use instead of Next.js' own: takes and returns paths without a language, and stays in that of the page. */
export const { Link, usePathname, useRouter } = createNavigation(routing)
