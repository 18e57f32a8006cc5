import { describeMachine } from "./lib/machine"
import { type Bench, createCleanup } from "./lib/result"
import { adminBench } from "./admin/bench"
import { bulkBench } from "./bulk/bench"
import { guardBench } from "./guard/bench"
import { importBench } from "./import/bench"
import { quotesBench } from "./quotes/bench"
import { reconciliationBench } from "./reconciliation/bench"
import { skusBench } from "./skus/bench"
import { webhooksBench } from "./webhooks/bench"

const BENCHES: readonly Bench[] = [
  guardBench,
  bulkBench,
  skusBench,
  quotesBench,
  webhooksBench,
  reconciliationBench,
  importBench,
  adminBench,
]

const USAGE = `npm run bench [-- NAME …] [--json] [--quick]

${BENCHES.map(({ name, about }) => `  ${name.padEnd(14)} ${about}`).join("\n")}

  --json   one object per line: { bench, case, value, unit, vs, ratio }; ratio is the plugin's figure divided by the baseline's
  --quick  a fraction of the work, to check that everything runs; the figures mean little`

const run = async (args: readonly string[]): Promise<number> => {
  const names = args.filter((arg) => !arg.startsWith("--"))
  const flags = new Set(args.filter((arg) => arg.startsWith("--")))
  if (flags.delete("--help")) {
    console.log(USAGE)
    return 0
  }
  const json = flags.delete("--json")
  const quick = flags.delete("--quick")
  const wrong = [...flags, ...names.filter((name) => !BENCHES.some((bench) => bench.name === name))]
  if (wrong.length) {
    console.error(`Unknown: ${wrong.join(", ")}\n\n${USAGE}`)
    return 2
  }

  const cleanup = createCleanup()
  let interrupted = false
  // Ctrl-C arrives twice, from the terminal and from npm. The second one must not interrupt the clean-up.
  const interrupt = (signal: NodeJS.Signals) => {
    if (!interrupted) {
      interrupted = true
      void cleanup.run().then(() => process.exit(signal === "SIGINT" ? 130 : 143))
    }
  }
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt)
  const say = (line: string) => console.error(line)
  say(describeMachine())
  try {
    for (const bench of BENCHES.filter(({ name }) => !names.length || names.includes(name))) {
      const { results, text } = await bench.run({ cleanup, say, quick }).finally(cleanup.run)
      console.log(json ? results.map((result) => JSON.stringify(result)).join("\n") : text)
    }
    return 0
  } catch (error) {
    if (!interrupted) {
      console.error(error instanceof Error ? error.message : error)
    }
    return 1
  }
}

void run(process.argv.slice(2)).then((code) => {
  process.exitCode = code
})
