type Sources = {
  nonce: string
  /** Origins of Clerk that the browser talks to. None where Clerk is reached through this site. */
  clerk: string[]
  isDevelopment: boolean
}

/** Clerk's check that a visitor is a person, by Cloudflare, and its service against fraud. */
const BOT_PROTECTION = ["https://challenges.cloudflare.com", "https://*.protect.clerk.com"]

/**
 * Returns the header that says what pages may load and run. Scripts run only with the nonce of the page or when such a
 * script loads them.
 */
export const contentSecurityPolicy = ({ nonce, clerk, isDevelopment }: Sources): string => {
  const isRemote = clerk.length > 0
  const outside = isRemote ? BOT_PROTECTION : []
  const directives: Record<string, string[]> = {
    "default-src": ["'self'"],
    "script-src": ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...(isDevelopment ? ["'unsafe-eval'"] : [])],
    // Charts, menus and messages place themselves by style attributes.
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:", ...(isRemote ? ["https://img.clerk.com"] : [])],
    "font-src": ["'self'"],
    "connect-src": ["'self'", ...clerk, ...outside, ...(isDevelopment ? ["ws:"] : [])],
    "frame-src": ["'self'", "blob:", ...outside],
    // Clerk renews tokens in a worker that it makes itself.
    "worker-src": ["'self'", "blob:"],
    "object-src": ["'none'"],
    "base-uri": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
  }
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(" "))
    .join("; ")
}
