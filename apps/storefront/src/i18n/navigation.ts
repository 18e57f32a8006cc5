"use client"

import { createNavigation } from "next-intl/navigation"
import { routing } from "./routing"

// For the browser also where server components link: next-intl's own link for them waits for the language in each of them, and
// the page would arrive in as many pieces as it has links.
const navigation = createNavigation(routing)

/** A link to a page of this site, named by its path without a language. It stays in the language of the page. */
export const Link = navigation.Link

/** Returns the path of the page, without its language. */
export const usePathname = navigation.usePathname

/** Returns the router, which takes paths without a language and stays in that of the page. */
export const useRouter = navigation.useRouter
