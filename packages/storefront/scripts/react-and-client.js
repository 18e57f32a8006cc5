// Measures what a storefront loads if its browser code calls Medusa.
export * from "../dist/index.js"
export * from "../dist/react/index.js"
