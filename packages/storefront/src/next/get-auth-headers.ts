import { auth } from "@clerk/nextjs/server"

/** How Next.js says that nobody sent a request, such as in `generateStaticParams`. */
const NO_REQUEST = "outside a request scope"

/**
 * Returns the header with which the shop knows the visitor, or no header if nobody is signed in. For data functions on
 * the server, such as those of Medusa's starter storefront. Do not cache what the shop answers to it.
 *
 * @throws Error if `clerkMiddleware` does not run for the page, so that a customer is never taken for a guest
 *
 * @example
 * const { products } = await sdk.store.product.list({ region_id }, await getAuthHeaders())
 */
export const getAuthHeaders = async (): Promise<{ authorization: string } | Record<string, never>> => {
  const visitor = await auth().catch((error) => {
    if (String(error).includes(NO_REQUEST)) {
      return null
    }
    throw error
  })
  const token = await visitor?.getToken()
  return token ? { authorization: `Bearer ${token}` } : {}
}
