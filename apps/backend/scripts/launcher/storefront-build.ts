import { readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { isOlderThan } from "./file-times"
import { fingerprint, versionOf } from "./fingerprint"
import { type LaunchContext, launch } from "./launch"
import { nextCommand } from "./next-command"
import { KIT, ROOT, STOREFRONT } from "./paths"
import type { Progress } from "./progress"
import { programFailure } from "./running-server"

const KIT_BUILT = path.join(KIT, "dist")
/** Written last into the build, which Next empties first: a build that was killed half-way has none. */
const STAMP = path.join(STOREFRONT, ".next/built-from")
/** What Next writes beside the sources, and what does not become part of the app. */
const NOT_SOURCES = /^(\.next|node_modules|next-env\.d\.ts|README\.md|.*\.tsbuildinfo)(\/|$)/

/**
 * Makes the storefront's production build and the kit that it imports, unless nothing has changed since the last time. The
 * build contains no keys and no addresses, so one build serves every Clerk instance and every backend.
 *
 * @throws {ForeseenError} with the compiler's errors
 */
export async function buildStorefront(context: LaunchContext, progress: Progress): Promise<void> {
  if (isOlderThan(KIT_BUILT, [path.join(KIT, "tsconfig.build.json"), path.join(KIT, "src")])) {
    await progress.stage("Storefront kit: build", () => buildKit(context))
  }
  const sources = storefrontSources()
  if (readStamp() !== sources) {
    await progress.stage("Storefront: build", (detail) => buildApp(context, detail))
    writeFileSync(STAMP, sources)
  }
}

/** Returns a hash of everything that the build depends on. */
function storefrontSources(): string {
  return fingerprint(
    [STOREFRONT, path.join(KIT, "src"), path.join(KIT, "package.json")],
    (file) => !NOT_SOURCES.test(path.relative(STOREFRONT, file)),
    versionOf(require.resolve("next/package.json", { paths: [STOREFRONT] }))
  )
}

function readStamp(): string | undefined {
  try {
    return readFileSync(STAMP, "utf8")
  } catch {
    return undefined
  }
}

/** Compiles the kit. `npm run types:storefront` checks its types, which takes most of a compiler's time. */
async function buildKit(context: LaunchContext): Promise<void> {
  rmSync(KIT_BUILT, { recursive: true, force: true })
  const script = require.resolve("typescript/bin/tsc", { paths: [ROOT] })
  const { ended } = launch(context, { name: "tsc", script, args: ["-p", "tsconfig.build.json", "--noCheck"], cwd: KIT })
  if ((await ended) !== "0") {
    // The compiler writes output even after errors. Left there, it would pass for a finished build next time.
    rmSync(KIT_BUILT, { recursive: true, force: true })
    throw programFailure("The storefront kit does not build", context.log)
  }
}

async function buildApp(context: LaunchContext, onLine: (line: string) => void): Promise<void> {
  const env = { ...withoutPublicValues(context.env), NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } as const
  const { ended } = launch({ ...context, env }, { name: "next", script: nextCommand(), args: ["build"], cwd: STOREFRONT }, onLine)
  if ((await ended) !== "0") {
    throw programFailure("The storefront does not build", context.log)
  }
}

/** Next would copy these variables into the build, which would then serve only them. */
function withoutPublicValues(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("NEXT_PUBLIC_")))
}
