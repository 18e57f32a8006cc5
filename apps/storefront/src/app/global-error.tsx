"use client"

import "../styles/globals.css"

/** What remains where the layout itself fails: no texts in the visitor's language, no header, no Clerk. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Cedar</title>
        <main className="page grid max-w-prose content-start justify-items-start gap-4 py-24">
          <h1 className="text-2xl font-semibold">That did not work</h1>
          <p className="text-ink-soft">
            The fault is ours. Load the page again in a moment. If it keeps happening, write to help@cedar.example.
          </p>
          {error.digest && <p className="text-xs text-ink-faint">{error.digest}</p>}
        </main>
      </body>
    </html>
  )
}
