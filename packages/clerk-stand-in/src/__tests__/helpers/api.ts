import type { ClerkStandIn } from "../../index"

/** A raw Backend API call, for what the SDK would never send. */
export async function call(
  clerk: ClerkStandIn,
  method: string,
  path: string,
  { body, secretKey = clerk.secretKey }: { body?: string; secretKey?: string | null } = {}
): Promise<{ status: number; json: unknown }> {
  const response = await fetch(`${clerk.apiUrl}${path}`, {
    method,
    body,
    headers: secretKey === null ? {} : { authorization: `Bearer ${secretKey}` },
  })
  return { status: response.status, json: await response.json() }
}

/** What an error with this code looks like. */
export function clerkError(code: string, meta: object = {}): object {
  return {
    errors: [{ code, message: expect.any(String), long_message: expect.any(String), meta }],
    clerk_trace_id: expect.any(String),
  }
}
