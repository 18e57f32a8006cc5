const path = require("node:path")

const KIT = path.join(__dirname, "../../packages/storefront/src", path.sep)

/** Resolves the storefront kit's imports to its sources. The kit is ESM, whose imports name built files. */
module.exports = (request, options) => {
  const isOfTheKit = /^\.{1,2}\/.*\.js$/.test(request) && path.resolve(options.basedir, request).startsWith(KIT)
  return options.defaultResolver(isOfTheKit ? request.replace(/\.js$/, "") : request, options)
}
