import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { fromRoot } from "../paths"
import { readPackage } from "../package-entries"
import { cleanEnvironment, runToEnd } from "./processes"

const MEDUSA_PACKAGES = ["@medusajs/admin-sdk", "@medusajs/cli", "@medusajs/framework", "@medusajs/medusa"]
const TOOLS = ["@swc/core", "@types/node", "ts-node", "typescript"]

/**
 * Creates a shop like `create-medusa-app` does, with README's configuration word for word. Installs it from the
 * registry, with the plugin from its tarball.
 */
export const installFreshApp = async (folder: string, tarball: string): Promise<void> => {
  const { name, peerDependencies } = readPackage()
  const medusa = peerDependencies["@medusajs/medusa"]
  writeJson(path.join(folder, "package.json"), {
    name: "fresh-shop",
    private: true,
    dependencies: {
      ...Object.fromEntries(MEDUSA_PACKAGES.map((dependency) => [dependency, medusa])),
      [name]: `file:${tarball}`,
    },
    devDependencies: Object.fromEntries(TOOLS.map((tool) => [tool, developmentVersion(tool)])),
  })
  writeJson(path.join(folder, "tsconfig.json"), {
    compilerOptions: {
      target: "ES2021",
      module: "Node16",
      moduleResolution: "Node16",
      esModuleInterop: true,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      skipLibCheck: true,
      skipDefaultLibCheck: true,
      strictNullChecks: true,
      outDir: "./.medusa/server",
      rootDir: "./",
    },
    "ts-node": { swc: true },
    include: ["**/*"],
    exclude: ["node_modules", ".medusa/server", ".medusa/admin", "consumer"],
  })
  writeFileSync(path.join(folder, "medusa-config.ts"), readmeConfig())
  mkdirSync(path.join(folder, "src"))
  await runToEnd("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline"], { cwd: folder, env: cleanEnvironment() })
}

/** Returns the first `ts` block in README that configures Medusa. */
const readmeConfig = (): string => {
  const blocks = [...readFileSync(fromRoot("README.md"), "utf8").matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code)
  const config = blocks.find((code) => code.includes("defineConfig("))
  if (!config) {
    throw new Error("README.md has no ts block with defineConfig(")
  }
  return config
}

const developmentVersion = (tool: string): string => {
  const versions: Record<string, string> = JSON.parse(readFileSync(fromRoot("package.json"), "utf8")).devDependencies
  return versions[tool]
}

const writeJson = (file: string, content: object): void => writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`)
