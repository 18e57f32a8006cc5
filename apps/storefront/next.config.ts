import path from "node:path"
import type { NextConfig } from "next"
import createNextIntlPlugin from "next-intl/plugin"

const repository = path.join(import.meta.dirname, "../..")

const config: NextConfig = {
  turbopack: { root: repository },
  outputFileTracingRoot: repository,
  // Clerk's SDK reports its use of development keys, also from the server.
  env: { NEXT_PUBLIC_CLERK_TELEMETRY_DISABLED: "1" },
  poweredByHeader: false,
  // Next.js cuts off what is longer, and says nothing: a message with its files is passed on whole. See `lib/medusa/read-body.ts`.
  experimental: { proxyClientMaxBodySize: "51mb" },
  reactStrictMode: true,
  // `npm run types:cedar` checks the types.
  typescript: { ignoreBuildErrors: true },
  // Short addresses, for links that people write by hand.
  redirects: async () =>
    ["", "/de"].map((language) => ({
      source: `${language}/quotes/:path*`,
      destination: `${language}/account/quotes/:path*`,
      permanent: false,
    })),
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "x-content-type-options", value: "nosniff" },
        { key: "x-frame-options", value: "DENY" },
        { key: "referrer-policy", value: "strict-origin-when-cross-origin" },
        // Popups stay connected, because sign-ins at other services open in one.
        { key: "cross-origin-opener-policy", value: "same-origin-allow-popups" },
        { key: "permissions-policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
        { key: "strict-transport-security", value: "max-age=31536000" },
      ],
    },
  ],
}

const withTexts = createNextIntlPlugin({
  requestConfig: "./src/i18n/request.ts",
  // The build parses the texts, so that no page brings a parser for them.
  experimental: { messages: { path: "./messages", format: "json", locales: "infer", precompile: true } },
})

export default withTexts(config)
