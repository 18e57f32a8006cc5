import { LOOPBACK } from "local-postgres"
import { createCaller } from "../lib/load"
import type { BenchContext } from "../lib/result"
import { inTurn } from "../lib/rounds"
import { CASE_NAMES, type CaseName, createCalls } from "./cases"
import { settle, type Shops } from "./shop"

/** The amount of work on a fast machine. */
const USUAL = { warmUps: 8, calls: 25, rounds: 60, withinMs: 40_000, blocks: 7, blockMs: 600, blocksWithinMs: 45_000 }
const QUICK = { warmUps: 1, calls: 10, rounds: 2, withinMs: 0, blocks: 1, blockMs: 150, blocksWithinMs: 0 }

/** Enough to keep one Node process busy, and few enough for one database connection each. */
export const CONNECTIONS = 8

/** More than any case answers per second. */
const NEW_TOKENS_A_SECOND = 1_200

/** The result of many calls over several connections: answers per second, and processor time per answer in ms. */
export type Block = { throughput: number; cpu: number }

/** The measurements of each case by round: milliseconds of single calls, and blocks of many calls. */
export type Measured = { latencies: Map<CaseName, number[][]>; blocks: Map<CaseName, Block[]> }

/** Calls all cases in turn: over one connection for latency, then over several for throughput. */
export const measure = async (shops: Shops, { say, quick }: BenchContext): Promise<Measured> => {
  const amount = quick ? QUICK : USUAL
  const { callOf, portOf, mint } = createCalls(shops)
  const caller = createCaller()
  const oneByOne = (name: CaseName) => {
    mint(name, amount.calls)
    return caller.latencies(callOf(name), amount.calls)
  }
  const allAtOnce = async (name: CaseName): Promise<Block> => {
    mint(name, (amount.blockMs / 1000) * NEW_TOKENS_A_SECOND)
    const before = await cpuOf(portOf(name))
    const { answers, seconds } = await caller.throughput(callOf(name), CONNECTIONS, amount.blockMs)
    return { throughput: answers / seconds, cpu: ((await cpuOf(portOf(name))) - before) / answers }
  }
  try {
    say("Warming up")
    await inTurn(CASE_NAMES, { rounds: amount.warmUps, withinMs: amount.withinMs }, oneByOne)
    await settle()
    say(`Time of a call: up to ${amount.rounds} rounds of ${amount.calls} calls each, one connection`)
    const latencies = await inTurn(CASE_NAMES, amount, oneByOne)
    say(`Throughput: up to ${amount.blocks} rounds of ${amount.blockMs} ms each, ${CONNECTIONS} connections`)
    const blocks = await inTurn(CASE_NAMES, { rounds: amount.blocks, withinMs: amount.blocksWithinMs }, allAtOnce)
    return { latencies, blocks }
  } finally {
    caller.close()
  }
}

const cpuOf = async (port: number): Promise<number> => {
  const answer = await fetch(`http://${LOOPBACK}:${port}/bench/cpu`, { headers: { connection: "close" } })
  const { milliseconds }: { milliseconds: number } = JSON.parse(await answer.text())
  return milliseconds
}
