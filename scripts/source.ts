import { existsSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import ts from "typescript"
import { fromRoot } from "./paths"

/** Parses a TypeScript file. */
export const parseSource = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true)

/** Returns every node of a kind below a node, in source order. */
export const nodesOf = <T extends ts.Node>(root: ts.Node, isKind: (node: ts.Node) => node is T): T[] => {
  const found: T[] = []
  const visit = (node: ts.Node): void => {
    if (isKind(node)) {
      found.push(node)
    }
    ts.forEachChild(node, visit)
  }
  visit(root)
  return found
}

/** Returns the plugin's files below a folder of `src`, sorted and without tests. */
export const sourcesBelow = (folder: string): string[] => {
  const start = fromRoot("src", folder)
  return !existsSync(start)
    ? []
    : readdirSync(start, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.parentPath.includes("__tests__"))
        .map((entry) => path.join(entry.parentPath, entry.name))
        .sort()
}

/** Returns the names of the folders in a folder of `src`, sorted. */
export const foldersIn = (folder: string): string[] =>
  readdirSync(fromRoot("src", folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "__tests__")
    .map((entry) => entry.name)
    .sort()

/** The exports of a module: values, and type-only names. */
export type Surface = { values: string[]; types: string[] }

/**
 * Returns the names that a file exports, re-exports included.
 *
 * @throws Error if a name cannot be traced to its file
 *
 * @example
 * surfaceOf("src/errors.ts").values // ["CustomerRoleError", …]
 */
export const surfaceOf = (file: string): Surface => {
  const kinds = exportsOf(file)
  const named = (kind: Kind): string[] => [...kinds].flatMap(([name, its]) => (its === kind ? [name] : [])).sort()
  return { values: named("value"), types: named("type") }
}

type Kind = "value" | "type"

const exportsOf = (file: string): Map<string, Kind> => {
  const kinds = new Map<string, Kind>()
  for (const statement of parseSource(file).statements) {
    for (const [name, kind] of exportsOfStatement(file, statement)) {
      kinds.set(name, kind)
    }
  }
  return kinds
}

const exportsOfStatement = (file: string, statement: ts.Statement): [string, Kind][] => {
  if (ts.isExportAssignment(statement)) {
    return [["default", "value"]]
  }
  if (ts.isExportDeclaration(statement)) {
    return passedOn(file, statement)
  }
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []
  if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) {
    return []
  }
  if (modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)) {
    return [["default", "value"]]
  }
  if (ts.isVariableStatement(statement)) {
    return nodesOf(statement.declarationList, ts.isVariableDeclaration)
      .filter(({ parent }) => parent === statement.declarationList)
      .map(({ name }) => [name.getText(), "value"])
  }
  if (ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement)) {
    return [[statement.name.text, "type"]]
  }
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement)) {
    return [[statement.name?.text ?? "default", "value"]]
  }
  return []
}

/** Resolves `export … from "./file"`, and `export { … }` of names in the file itself. */
const passedOn = (file: string, { exportClause, moduleSpecifier, isTypeOnly }: ts.ExportDeclaration): [string, Kind][] => {
  const source = moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? exportsOf(resolve(file, moduleSpecifier.text)) : undefined
  if (!exportClause) {
    return [...(source ?? [])].filter(([name]) => name !== "default")
  }
  if (!ts.isNamedExports(exportClause)) {
    return [[exportClause.name.text, "value"]]
  }
  return exportClause.elements.map((element) => {
    const original = (element.propertyName ?? element.name).text
    const kind = isTypeOnly || element.isTypeOnly ? "type" : (source?.get(original) ?? "value")
    return [element.name.text, kind]
  })
}

const resolve = (from: string, specifier: string): string => {
  const base = path.resolve(path.dirname(from), specifier)
  const found = [`${base}.ts`, path.join(base, "index.ts")].find((candidate) => existsSync(candidate))
  if (!found) {
    throw new Error(`${from} exports from ${specifier}, which is not a file of this package.`)
  }
  return found
}
