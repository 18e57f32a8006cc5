const { readdirSync, readFileSync } = require("node:fs")
const path = require("node:path")

const HTTP = path.join(__dirname, "../http")

/**
 * Seconds that the tests of a file take on an idle machine, without the app's start. They only divide the work between
 * two workers; a file that is not listed counts as ten.
 */
const SECONDS = {
  "access-table.spec.ts": 50,
  "admin-quotes.spec.ts": 25,
  "bulk-lines.spec.ts": 27,
  "bulk-orders-at-once.spec.ts": 16,
  "bulk-orders.spec.ts": 14,
  "c-locale.spec.ts": 5,
  "caching-module.spec.ts": 3,
  "correct-role-required-details.spec.ts": 1,
  "correct-role.spec.ts": 6,
  "csv-lists.spec.ts": 6,
  "follow-email.spec.ts": 2,
  "guest-email.spec.ts": 6,
  "harness.spec.ts": 1,
  "impersonation-allowed.spec.ts": 1,
  "impersonation.spec.ts": 3,
  "import.spec.ts": 8,
  "notifications-without-provider.spec.ts": 1,
  "notifications.spec.ts": 5,
  "quote-acceptance-races.spec.ts": 9,
  "quote-acceptance.spec.ts": 18,
  "quote-decisions.spec.ts": 11,
  "quote-drafts.spec.ts": 12,
  "quote-expiry.spec.ts": 10,
  "quote-messages-without-files.spec.ts": 1,
  "quote-messages.spec.ts": 21,
  "quote-money.spec.ts": 5,
  "quote-negotiation.spec.ts": 9,
  "quote-notifications.spec.ts": 9,
  "quote-pdf.spec.ts": 9,
  "quotes.spec.ts": 15,
  "reconciliation-after-crash.spec.ts": 3,
  "reconciliation-clerk-trouble.spec.ts": 4,
  "reconciliation-concurrency.spec.ts": 8,
  "reconciliation-dry-run.spec.ts": 3,
  "reconciliation-in-step.spec.ts": 3,
  "reconciliation-job.spec.ts": 3,
  "reconciliation-lost-webhooks.spec.ts": 4,
  "reconciliation-missing-users.spec.ts": 5,
  "reconciliation-noted-differences.spec.ts": 4,
  "reconciliation-pages.spec.ts": 5,
  "reconciliation-resume.spec.ts": 4,
  "reconciliation-since.spec.ts": 3,
  "required-details.spec.ts": 1,
  "role-sync.spec.ts": 6,
  "rollback.spec.ts": 2,
  "statistics.spec.ts": 8,
  "sync.spec.ts": 11,
  "takeover.spec.ts": 8,
  "unicode-locale.spec.ts": 4,
  "verify.spec.ts": 7,
  "webhook-order.spec.ts": 4,
  "webhooks.spec.ts": 4,
  "write-back-off.spec.ts": 1,
  "write-back.spec.ts": 14,
}

const needsOwnApp = (file) => /^\/\*\*[^/]*@own-app\b/.test(readFileSync(path.join(HTTP, file), "utf8"))

const secondsOf = (file) => SECONDS[file] ?? 10

/** HTTP spec files by name. */
const specFiles = () =>
  readdirSync(HTTP)
    .filter((file) => file.endsWith(".spec.ts"))
    .sort()

/** Files that cannot share an app, because their options or hooks count from its start. */
const alone = () => specFiles().filter(needsOwnApp)

/** Divides all other files into shares of about the same length. The same files always make the same shares. */
const shares = (count) => {
  const parts = Array.from({ length: count }, () => ({ seconds: 0, files: [] }))
  const longestFirst = specFiles()
    .filter((file) => !needsOwnApp(file))
    .sort((a, b) => secondsOf(b) - secondsOf(a))
  for (const file of longestFirst) {
    const part = parts.reduce((least, next) => (next.seconds < least.seconds ? next : least))
    part.seconds += secondsOf(file)
    part.files.push(file)
  }
  return parts.map(({ files }) => files.sort())
}

module.exports = { HTTP, alone, shares }
