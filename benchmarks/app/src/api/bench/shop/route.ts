import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import {
  createApiKeysWorkflow,
  createSalesChannelsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
} from "@medusajs/medusa/core-flows"

/** Makes what a store route needs: a sales channel and a publishable key for it. */
export const POST = async ({ scope }: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const { result: channels } = await createSalesChannelsWorkflow(scope).run({ input: { salesChannelsData: [{ name: "Web shop" }] } })
  const { result: keys } = await createApiKeysWorkflow(scope).run({
    input: { api_keys: [{ title: "Web shop", type: "publishable", created_by: "" }] },
  })
  const [key] = keys
  await linkSalesChannelsToApiKeyWorkflow(scope).run({ input: { id: key?.id ?? "", add: channels.map(({ id }) => id) } })
  res.json({ publishable_key: key?.token })
}
