import { placeOf } from "../[id]/queue"

const ids = ["cus_1", "cus_2", "cus_3"]

describe("the place of a customer in the list", () => {
  it("lies between its neighbours", () => {
    expect(placeOf("cus_2", { ids, offset: 40, count: 90 }, undefined)).toEqual({
      position: 42,
      count: 90,
      previous: "cus_1",
      next: "cus_3",
    })
  })

  it("has no neighbour beyond the ends", () => {
    expect(placeOf("cus_1", { ids, offset: 0, count: 3 }, undefined)).toMatchObject({ previous: undefined, next: "cus_2" })
    expect(placeOf("cus_3", { ids, offset: 0, count: 3 }, undefined)).toMatchObject({ previous: "cus_2", next: undefined })
  })

  it("goes on with whoever moved up once a decision has taken the customer out of the list", () => {
    expect(placeOf("cus_2", { ids: ["cus_1", "cus_3"], offset: 0, count: 2 }, 1)).toEqual({
      position: 2,
      count: 2,
      previous: "cus_1",
      next: "cus_3",
    })
  })

  it("is unknown for a customer whom the list never had", () => {
    expect(placeOf("cus_9", { ids, offset: 0, count: 3 }, undefined)).toBeUndefined()
  })
})
