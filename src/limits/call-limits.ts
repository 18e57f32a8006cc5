import { createHash } from "node:crypto"
import Redis from "ioredis"
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible"
import { CustomerRoleError } from "../errors"
import type { LimitOptions } from "../options"

/** A limit on calls per minute: the keys of the `limits` option that are neither amounts nor settings. */
export type CallLimit = keyof Omit<Exclude<LimitOptions, false>, "openQuotes" | "fileMb" | "redisUrl" | "address">

const SECONDS = 60

/** Redis counts as unavailable if it does not answer within this time. */
const REDIS_TIMEOUT_MS = 500

/** How many counters all addresses share, which bounds the memory that somebody with many addresses can use up. */
const ADDRESS_COUNTS = 65_536

/**
 * Counts calls in windows of a minute that start with the first call. Counts live in Redis for all processes together, or
 * else in the process. While Redis is unavailable, each process counts for itself.
 */
export class CallLimits {
  private readonly limiters = new Map<CallLimit, RateLimiterAbstract>()
  private redis?: Redis

  constructor(
    private readonly options: LimitOptions,
    private readonly warn: (message: string) => void = () => undefined
  ) {}

  /**
   * Counts one call by somebody.
   *
   * @throws CustomerRoleError `too_many_requests`, with the seconds until the next call is allowed
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

  /** Closes the connection to Redis. */
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

  /** Returns a connection that fails at once while Redis is unavailable and reconnects by itself. */
  private connection(): Redis | undefined {
    const url = this.options && this.options.redisUrl
    if (url && !this.redis) {
      let warned = false
      this.redis = new Redis(url, {
        enableOfflineQueue: false,
        maxRetriesPerRequest: 0,
        commandTimeout: REDIS_TIMEOUT_MS,
        connectTimeout: 5_000,
      })
      this.redis.on("ready", () => {
        warned = false
      })
      this.redis.on("error", ({ message }: Error) => {
        if (!warned) {
          warned = true
          this.warn(
            `medusa-plugin-customer-role: The Redis of limits.redisUrl does not answer (${message}). Each process counts calls for itself until it does.`
          )
        }
      })
    }
    return this.redis
  }
}

/**
 * Returns the counter that an address shares. In IPv6 a whole /64 network counts as one address, since one connection has
 * that many.
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
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, "").toLowerCase())
    .join(":")
}
