const NEEDED = [20, 9] as const

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)

// Import this file first: older versions of Node fail to load the others.
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  console.error(`Node ${NEEDED.join(".")} or newer is required; this is ${process.versions.node}. Install it from https://nodejs.org.`)
  process.exit(1)
}
