const NEEDED = [20, 9] as const

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)

// Imported before anything that older versions cannot load.
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  console.error(`Node ${NEEDED.join(".")} or newer is needed; this is ${process.versions.node}. See https://nodejs.org.`)
  process.exit(1)
}
