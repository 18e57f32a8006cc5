/*
 * Runs changesets for the package in the root of this repository: npm run changeset
 *
 * Changesets finds packages through the workspaces, which do not include the root. This adds it as the first of them.
 */
const packages = require("@manypkg/get-packages")

const { getPackages } = packages

packages.getPackages = async (folder) => {
  const found = await getPackages(folder)
  return { ...found, packages: [found.root, ...found.packages] }
}

require("@changesets/cli/bin.js")
