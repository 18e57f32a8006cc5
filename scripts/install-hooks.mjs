import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { createRequire } from "node:module"

/*
 * Installs the commit hooks of lefthook.yml. npm runs this after `npm install` in a clone. Never fails an installation:
 * without git, in CI, or in a repository that git does not trust, there are no hooks.
 */
const lefthook = () => {
  try {
    return createRequire(import.meta.url).resolve("lefthook/bin/index.js")
  } catch {
    return undefined
  }
}

const bin = process.env.CI || !existsSync(".git") ? undefined : lefthook()
if (bin) {
  const { status, stderr, error } = spawnSync(process.execPath, [bin, "install"], { encoding: "utf8" })
  if (status !== 0) {
    console.error(`Commit hooks are not installed: ${(error?.message ?? stderr).trim()}`)
  }
}
