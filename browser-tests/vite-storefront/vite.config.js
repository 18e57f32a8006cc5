import { defineConfig } from "vite"

/** Clerk's Frontend API on this origin, which a shop without a domain of its own for Clerk does too. */
const clerk = {
  target: process.env.CLERK_API_URL,
  rewrite: (path) => path.replace(/^\/__clerk/, ""),
  configure: (proxy) =>
    proxy.on("proxyReq", (request, { headers }) => request.setHeader("clerk-proxy-url", `http://${headers.host}/__clerk`)),
}

export default defineConfig({
  logLevel: "warn",
  esbuild: { jsx: "automatic" },
  resolve: { dedupe: ["react", "react-dom"] },
  preview: { host: "localhost", port: Number(process.env.PORT), strictPort: true, proxy: { "/__clerk": clerk } },
})
