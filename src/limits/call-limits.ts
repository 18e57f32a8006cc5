import { createHash } from "node:crypto"
import Redis from "ioredis"
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible"
import { CustomerRoleError } from "../errors"
import type { LimitOptions } from "../options"

/** The limits by time; the amounts are in the same options. */
export type CallLimit = keyof Omit<Exclude<LimitOptions, false>, "openQuotes" | "fileMb" | "redisUrl" | "address">

const SECONDS = 60

/** A Redis that does not answer within this time counts as away. */
const REDIS_PATIENCE_MS = 500

/** Addresses share so many counts, so that whoever has many addresses takes up no more than this. */
const ADDRESS_COUNTS = 65_536

/**
 * Counts calls, a minute each from the first. In the process, or for all processes together in Redis; while Redis is away
 * each process counts for itself again.
 */
export class CallLimits {
  private readonly limiters = new Map<CallLimit, RateLimiterAbstract>()
  private redis?: Redis

  constructor(
    private readonly options: LimitOptions,
    private readonly warn: (message: string) => void = () => undefined
  ) {}

  /**
   * Counts one call of somebody.
   *
   * @throws CustomerRoleError `too_many_requests` with the seconds after which there is room again
   *
   * @example
   * await limits.take("bulkOrders", "cus_123")
   */
  async take(limit: CallLimit, who: string): Promise<void> {
    const limiter = this.limiterOf(limit)
    if (!limiter) {
      return
    }
    try {
      await limiter.consume(who)
    } catch (error) {
      if (error instanceof RateLimiterRes) {
        throw new CustomerRoleError("too_many_requests").after(Math.max(1, Math.ceil(error.msBeforeNext / 1000)))
      }
      throw error
    }
  }

  /** Ends the connection to Redis. */
  close(): void {
    this.redis?.disconnect()
    this.redis = undefined
    this.limiters.clear()
  }

  private limiterOf(limit: CallLimit): RateLimiterAbstract | undefined {
    const points = this.options && this.options[limit]
    if (!points) {
      return undefined
    }
    const known = this.limiters.get(limit)
    if (known) {
      return known
    }
    const counts = { keyPrefix: `medusa-customer-role:${limit}`, points, duration: SECONDS }
    const inProcess = new RateLimiterMemory(counts)
    const storeClient = this.connection()
    const limiter = storeClient
      ? new RateLimiterRedis({ ...counts, storeClient, rejectIfRedisNotReady: true, insuranceLimiter: inProcess })
      : inProcess
    this.limiters.set(limit, limiter)
    return limiter
  }

  /** Fails at once while Redis is away, and comes back by itself. */
  private connection(): Redis | undefined {
    const url = this.options && this.options.redisUrl
    if (url && !this.redis) {
      let said = false
      this.redis = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: REDIS_PATIENCE_MS, connectTimeout: 5_000 })
      this.redis.on("ready", () => {
        said = false
      })
      this.redis.on("error", ({ message }: Error) => {
        if (!said) {
          said = true
          this.warn(`medusa-plugin-customer-role: limits.redisUrl does not answer (${message}). Until it does, each process counts for itself.`)
        }
      })
    }
    return this.redis
  }
}

/**
 * What an address is counted as. A network of one connection (/64) counts as one address in IPv6, where everybody has many.
 *
 * @example
 * await limits.take("refusedCredentials", addressKey("203.0.113.7"))
 */
export const addressKey = (address: string): string => {
  const plain = address.startsWith("::ffff:") && address.includes(".") ? address.slice("::ffff:".length) : address
  const network = plain.includes(":") ? networkOf(plain) : plain
  return String(createHash("sha256").update(network).digest().readUInt32BE(0) % ADDRESS_COUNTS)
}

const networkOf = (address: string): string => {
  const [head, tail] = address.split("::")
  const groups = (text: string | undefined): string[] => (text ? text.split(":") : [])
  const missing = tail === undefined ? 0 : Math.max(0, 8 - groups(head).length - groups(tail).length)
  const all = [...groups(head), ...Array.from({ length: missing }, () => "0"), ...groups(tail)]
  return all.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, "").toLowerCase()).join(":")
}
