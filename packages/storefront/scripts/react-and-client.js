// What a storefront loads that calls Medusa from the browser.
export * from "../dist/index.js"
export * from "../dist/react/index.js"
