import type { ServerResponse } from "node:http"
import { CustomerRoleError } from "../../errors"
import type { Turn, TurnQueue } from "../../queues/turn-queue"

/** How long a request may wait for its turn, and how long its turn may take. */
export type RequestTurn = Turn & { takeAtMostSeconds: number }

/**
 * Has a request answered when its turn comes. The turn is over once nobody waits for the answer any more: it has been
 * sent, the client has left, or the time is up, which closes the connection. So what a request keeps in memory is gone
 * with its turn, whatever its client does.
 *
 * @throws CustomerRoleError `busy` where its turn does not come, and what `answer` throws
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
        // Of a client who has left, a reader of the body may never say that there is nothing more to come.
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
