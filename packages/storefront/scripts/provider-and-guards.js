// Measures what every page of a storefront loads.
export { AuthOnly, BusinessOnly, IndividualOnly, RoleSyncProvider, VerifiedOnly } from "../dist/react/index.js"
