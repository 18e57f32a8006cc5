/** The id of the main area, which every page has once. */
export const MAIN_ID = "content"
