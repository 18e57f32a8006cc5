import { type CustomerRoleError, isCustomerRoleError } from "medusa-customer-role-storefront"
import { getLocale } from "next-intl/server"
import { inLanguage, type Locale } from "@/i18n/locales"
import { requireSignedIn } from "@/lib/auth/server"
import { shopOfVisitor } from "@/lib/medusa/client"

/** Opens one of the customer's own quotes as a PDF. */
export const GET = async (request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> => {
  await requireSignedIn()
  const [{ id }, locale] = await Promise.all([params, getLocale()])
  try {
    const shop = await shopOfVisitor()
    const pdf = await shop.quotes.pdf(id, { locale })
    return new Response(pdf, {
      headers: {
        "content-type": "application/pdf",
        "content-disposition": `inline; filename*=UTF-8''${encodeURIComponent(pdf.name)}`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    })
  } catch (error) {
    return notShown(request, { id, locale }, isCustomerRoleError(error) ? error : undefined)
  }
}

/** Leads people to a page that says why, and tells programs by the status. */
const notShown = (request: Request, { id, locale }: { id: string; locale: Locale }, refusal: CustomerRoleError | undefined): Response => {
  if (request.headers.get("accept")?.includes("text/html")) {
    const why = new URLSearchParams({ why: refusal?.code ?? "busy" })
    const location = inLanguage(locale, `/account/quotes/${encodeURIComponent(id)}/not-shown?${why}`)
    return new Response(null, { status: 303, headers: { location, "cache-control": "private, no-store" } })
  }
  return new Response(null, {
    status: refusal?.status ?? 502,
    headers: {
      "cache-control": "private, no-store",
      ...(refusal?.retryAfter !== undefined && { "retry-after": String(refusal.retryAfter) }),
    },
  })
}
