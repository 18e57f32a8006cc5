import { isCustomerRoleError } from "medusa-customer-role-storefront"
import { getLocale } from "next-intl/server"
import { requireSignedIn } from "@/lib/auth/server"
import { shopOfVisitor } from "@/lib/medusa/client"

/** Opens one of the customer's own quotes as a PDF. */
export const GET = async (_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> => {
  await requireSignedIn()
  try {
    const shop = await shopOfVisitor()
    const pdf = await shop.quotes.pdf((await params).id, { locale: await getLocale() })
    return new Response(pdf, {
      headers: {
        "content-type": "application/pdf",
        "content-disposition": `inline; filename*=UTF-8''${encodeURIComponent(pdf.name)}`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    })
  } catch (error) {
    return new Response(null, { status: isCustomerRoleError(error) ? error.status : 502 })
  }
}
