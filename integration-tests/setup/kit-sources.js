const path = require("node:path")

const KIT = path.join(__dirname, "../../packages/storefront/src", path.sep)

/** The storefront kit is ESM, whose imports name the files that the build makes. The tests run its sources. */
module.exports = (request, options) => {
  const isOfTheKit = /^\.{1,2}\/.*\.js$/.test(request) && path.resolve(options.basedir, request).startsWith(KIT)
  return options.defaultResolver(isOfTheKit ? request.replace(/\.js$/, "") : request, options)
}
