import path from "node:path"
import { shareApp } from "../helpers/shared-app"
import { HTTP, shares } from "./spec-files"

/** One share for each worker. */
const SHARES = 2

/** Runs one of two halves of the HTTP spec files in one app. */
export const runShare = (number: number): void => {
  const files = shares(SHARES)[number]
  shareApp(Object.fromEntries(files.map((file) => [file, () => require(path.join(HTTP, file))])))
}
