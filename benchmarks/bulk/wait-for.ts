import { request } from "node:http"
import { text } from "node:stream/consumers"
import { LOOPBACK } from "local-postgres"

/**
 * Posts a request and waits for the answer without a time limit: `fetch` gives up after five minutes.
 *
 * @example
 * const run = await waitFor<RunResult>(port, "/bench/bulk/run", input)
 */
export const waitFor = async <T>(port: number, path: string, body: unknown): Promise<T> => {
  const { statusCode, answer } = await new Promise<{ statusCode?: number; answer: string }>((resolve, reject) => {
    const call = request(
      { host: LOOPBACK, port, path, method: "POST", headers: { "content-type": "application/json" } },
      (response) => void text(response).then((answer) => resolve({ statusCode: response.statusCode, answer }), reject)
    )
    call.on("error", reject)
    call.end(JSON.stringify(body))
  })
  if (statusCode !== 200) {
    throw new Error(`POST ${path} answered ${statusCode}: ${answer}`)
  }
  const parsed: T = JSON.parse(answer)
  return parsed
}
