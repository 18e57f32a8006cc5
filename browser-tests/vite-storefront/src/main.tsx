import { ClerkProvider } from "@clerk/react"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { Account } from "./account"
import { ShopProvider } from "./shop-provider"

const root = document.getElementById("root")
if (!root) {
  throw new Error("index.html has no #root.")
}

createRoot(root).render(
  <StrictMode>
    <ClerkProvider
      publishableKey={import.meta.env.VITE_CLERK_PUBLISHABLE_KEY}
      proxyUrl="/__clerk"
      // The page has forms of its own.
      prefetchUI={false}
      telemetry={false}
    >
      <ShopProvider>
        <Account />
      </ShopProvider>
    </ClerkProvider>
  </StrictMode>
)
