import { existsSync, mkdirSync, statSync, utimesSync, writeFileSync } from "node:fs"
import { hostname, tmpdir } from "node:os"
import path from "node:path"
import { openFormFolder, removeLeftFormFolders } from "../form-folders"

const FOLDERS = path.join(tmpdir(), "medusa-customer-role-forms")
const HOST = hostname().replace(/[^\w.-]/g, "_")
const NOBODY = 2_147_480_000

const leave = (name: string, hoursAgo = 0): string => {
  const folder = path.join(FOLDERS, name)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, "file"), "M10")
  const time = new Date(Date.now() - hoursAgo * 3_600_000)
  utimesSync(folder, time, time)
  return folder
}

describe("openFormFolder and removeLeftFormFolders", () => {
  it("creates a private folder and removes it with its files", async () => {
    const folder = await openFormFolder()
    const file = folder.newFile()
    writeFileSync(file, "M10")

    expect(statSync(path.dirname(file)).mode & 0o077).toBe(0)
    expect(folder.signal.aborted).toBe(false)
    await folder.remove()
    expect(existsSync(path.dirname(file))).toBe(false)
    expect(folder.signal.aborted).toBe(true)
    await folder.remove()
  })

  it("removes folders of ended processes at the next start, and keeps those of running ones", async () => {
    const own = await openFormFolder()
    const ownFolder = path.dirname(own.newFile())
    const left = leave(`${HOST}~${NOBODY}~aaaaaa`)
    const running = leave(`${HOST}~${process.ppid}~aaaaaa`, 2)
    const elsewhere = leave(`another-host~${NOBODY}~aaaaaa`)
    const longAgo = leave(`another-host~${NOBODY}~bbbbbb`, 2)

    await removeLeftFormFolders()

    expect([left, longAgo].filter(existsSync)).toEqual([])
    expect([ownFolder, running, elsewhere].filter((folder) => !existsSync(folder))).toEqual([])
    await own.remove()
    leave(`another-host~${NOBODY}~aaaaaa`, 2)
    leave(`${HOST}~${NOBODY}~cccccc`)
    await removeLeftFormFolders()
  })
})
