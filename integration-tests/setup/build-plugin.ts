import { execFile } from "node:child_process"
import { createHash } from "node:crypto"
import { cp, mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises"
import path from "node:path"

const ROOT = path.resolve(__dirname, "../..")
const BUILDS = path.resolve(__dirname, "../.medusa")
const SOURCES = ["src", "package.json", "tsconfig.json"]
const KEPT_BUILDS = 3

/**
 * Builds the plugin as it is published and returns the folder to load it from.
 *
 * An app loads a *built* plugin. Each state of the sources is built once, into a folder named after its hash, so that no
 * test uses a stale build and no run deletes a build that another one uses.
 */
export async function buildPlugin(): Promise<string> {
  const folder = path.join(BUILDS, `plugin-${await hashSources()}`)
  if (await exists(folder)) {
    return folder
  }
  const scratch = `${folder}.${process.pid}`
  try {
    await mkdir(scratch, { recursive: true })
    await Promise.all(SOURCES.map((name) => cp(path.join(ROOT, name), path.join(scratch, name), { recursive: true })))
    // The build fails without a folder for admin extensions, even an empty one.
    await mkdir(path.join(scratch, "src/admin"), { recursive: true })
    await runMedusa(["plugin:build"], scratch)
    await rename(scratch, folder).catch(async (error: unknown) => {
      // Another run has built the same sources first.
      if (!(await exists(folder))) {
        throw error
      }
    })
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
  await forgetOldBuilds(folder)
  return folder
}

async function hashSources(): Promise<string> {
  const hash = createHash("sha256")
  for (const name of SOURCES) {
    for (const file of await filesOf(path.join(ROOT, name))) {
      hash
        .update(path.relative(ROOT, file))
        .update("\0")
        .update(await readFile(file))
        .update("\0")
    }
  }
  return hash.digest("hex").slice(0, 16)
}

async function filesOf(target: string): Promise<string[]> {
  if ((await stat(target)).isFile()) {
    return [target]
  }
  const entries = await readdir(target, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
}

function runMedusa(args: string[], cwd: string): Promise<void> {
  const cli = path.join(ROOT, "node_modules/@medusajs/cli/cli.js")
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [cli, ...args], { cwd, env: { ...process.env, LOG_LEVEL: "info" } }, (error, stdout, stderr) =>
      error ? reject(new Error(`The plugin does not build:\n${stdout}${stderr}`)) : resolve()
    )
  })
}

async function forgetOldBuilds(current: string): Promise<void> {
  const builds = (await readdir(BUILDS)).filter((name) => /^plugin-[0-9a-f]{16}$/.test(name)).map((name) => path.join(BUILDS, name))
  const dated = await Promise.all(builds.map(async (folder) => ({ folder, time: (await stat(folder)).mtimeMs })))
  const old = dated
    .filter(({ folder }) => folder !== current)
    .sort((a, b) => b.time - a.time)
    .slice(KEPT_BUILDS)
  await Promise.all(old.map(({ folder }) => rm(folder, { recursive: true, force: true })))
}

const exists = (target: string): Promise<boolean> =>
  stat(target).then(
    () => true,
    () => false
  )
