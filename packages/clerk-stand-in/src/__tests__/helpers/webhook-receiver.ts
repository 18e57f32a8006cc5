import { createServer } from "node:http"

export type ReceivedWebhook = { body: string; headers: Record<string, string> }

export type WebhookReceiver = { url: string; received: ReceivedWebhook[]; close(): Promise<void> }

/** Receives webhooks over HTTP; answers with `statuses` in turn, then with 200. */
export async function startWebhookReceiver(statuses: number[] = []): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = []
  const answers = [...statuses]
  const server = createServer(async (request, response) => {
    let body = ""
    for await (const chunk of request.setEncoding("utf8")) {
      body += chunk
    }
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    received.push({ body, headers })
    response.writeHead(answers.shift() ?? 200).end()
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  if (address === null || typeof address === "string") {
    throw new Error("no port")
  }
  return {
    url: `http://127.0.0.1:${address.port}/hooks/clerk`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
