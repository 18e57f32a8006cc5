export { type EndSignals, endWithParent } from "./end-with-parent"
export { LocalPostgresError } from "./error"
export { LOOPBACK, probePort } from "./free-port"
export { type LocalPostgres, type LocalPostgresOptions, startPostgres } from "./start-postgres"
