import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { createApiKeysWorkflow, createSalesChannelsWorkflow, linkSalesChannelsToApiKeyWorkflow } from "@medusajs/medusa/core-flows"

/** The input of {@link POST}: the sales channel of the key. Without it, the route creates one. */
export type ShopInput = { sales_channel_id?: string }

/** Creates a publishable key, which every store route requires. */
export const POST = async ({ scope, body }: MedusaRequest<ShopInput>, res: MedusaResponse): Promise<void> => {
  const channelId = body.sales_channel_id ?? (await createChannel(scope))
  const { result: keys } = await createApiKeysWorkflow(scope).run({
    input: { api_keys: [{ title: "Web shop", type: "publishable", created_by: "" }] },
  })
  const [key] = keys
  await linkSalesChannelsToApiKeyWorkflow(scope).run({ input: { id: key?.id ?? "", add: [channelId] } })
  res.json({ publishable_key: key?.token })
}

const createChannel = async (scope: MedusaRequest["scope"]): Promise<string> => {
  const { result } = await createSalesChannelsWorkflow(scope).run({ input: { salesChannelsData: [{ name: "Web shop" }] } })
  return result[0]?.id ?? ""
}
