/** Clerk's cookies that say since when somebody is signed in; 0 is nobody. Sites on one domain may each leave one. */
const SIGN_IN = /^__client_uat(?:_[\w-]+)?=[1-9]/

/**
 * Returns the sign-ins that cookies tell of. Any of them may be old, or another site's: only a new one says that somebody
 * has just signed in.
 *
 * @example
 * const before = signInsIn(document.cookie)
 * // …
 * const hasSomebodySignedIn = signInsIn(document.cookie).some((signIn) => !before.includes(signIn))
 */
export const signInsIn = (cookies: string): string[] => cookies.split(/;\s*/).filter((cookie) => SIGN_IN.test(cookie))
