/*
 * Runs changesets for the package in the root of this repository: npm run changeset
 *
 * Changesets lists the workspaces only, in which the plugin is not. Here it is the first of them.
 */
const packages = require("@manypkg/get-packages")

const { getPackages } = packages

packages.getPackages = async (folder) => {
  const found = await getPackages(folder)
  return { ...found, packages: [found.root, ...found.packages] }
}

require("@changesets/cli/bin.js")
