import { hasHugeIndex } from "../huge-index"

describe("hasHugeIndex", () => {
  it.each([
    "a[999999999]=x",
    "a[1000]=x",
    "a%5B999999999%5D=x",
    "a%5b9999%5d=x",
    "a[%39%39%39%39]=x",
    "limit=1&a[b][123456]=x",
    "a[0][5000]",
    "a[1]=x&b[99999]=y&a[2]=z",
    "a[00001000]=x",
    "[4000]=x",
    "a[1=2][99999999]=x",
  ])("detects a huge index in %s", (query) => {
    expect(hasHugeIndex(query)).toBe(true)
  })

  it.each([
    "",
    "id[0]=a&id[1]=b&id[999]=c",
    "id[]=a&id[]=b",
    "q=[123456789]",
    "q=a[123456789]",
    "sku[]=M[1000]",
    "created_at[$gte]=2026-01-01&created_at[$lt]=2027",
    "id[0]=[99999]",
    "a%255B99999%255D=x",
  ])("detects no huge index in %s", (query) => {
    expect(hasHugeIndex(query)).toBe(false)
  })
})
