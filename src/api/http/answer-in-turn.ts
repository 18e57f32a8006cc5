import type { ServerResponse } from "node:http"
import { CustomerRoleError } from "../../errors"
import type { Turn, TurnQueue } from "../../queues/turn-queue"

/** How long a request may wait for its turn, and how long the turn may last. */
export type RequestTurn = Turn & { takeAtMostSeconds: number }

/**
 * Answers a request when its turn comes. The turn ends when the answer is sent, when the client leaves, or when the time is
 * up, which closes the connection. So whatever a request holds in memory is freed with its turn, whatever its client does.
 *
 * @throws CustomerRoleError `busy` if its turn does not come, and whatever `answer` throws
 *
 * @example
 * await answerInTurn(queue, { owner, waitAtMostSeconds: 30, takeAtMostSeconds: 180 }, res, async () => {
 *   req.validatedBody = await readForm(req)
 *   next()
 * })
 */
export const answerInTurn = (
  queue: TurnQueue,
  { takeAtMostSeconds, ...turn }: RequestTurn,
  res: ServerResponse,
  answer: () => Promise<void>
): Promise<void> =>
  queue.run(
    async () => {
      const over = closed(res)
      const limit = setTimeout(() => res.destroy(), takeAtMostSeconds * 1000)
      try {
        // After the client has left, a reader of the body may wait forever for the rest of it.
        await (res.closed ? over : Promise.race([answer(), over]))
        await over
      } finally {
        clearTimeout(limit)
      }
    },
    () => new CustomerRoleError("busy"),
    turn
  )

const closed = (res: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    if (res.closed) {
      resolve()
    } else {
      res.once("close", resolve)
    }
  })
