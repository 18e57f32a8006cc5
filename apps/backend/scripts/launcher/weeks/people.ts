import type { Stage } from "../shoppers"

/** What the shop has decided about an application, and how many hours after it came in. */
export type Decision = { outcome: "verified" | "rejected"; afterHours: number }

/** Somebody who signed up in the weeks before the demo. */
export type Neighbour = {
  id: string
  email: string
  first_name: string
  last_name: string
  unsafe_metadata: { accountType: "individual" | "business"; company?: string; tax_id?: string }
  daysAgo: number
  decision?: Decision
}

type BusinessRow = [daysAgo: number, first: string, last: string, company: string, taxId: string, decision?: [Decision["outcome"], number]]

const BUSINESSES: BusinessRow[] = [
  [71, "Greta", "Sommer", "Sommer Fensterbau GmbH", "DE529285837", ["verified", 5]],
  [68, "Bram", "Visser", "Visser Elektro B.V.", "NL013916282B02", ["verified", 20]],
  [66, "Hélène", "Garnier", "Imprimerie Garnier SAS", "FR09529932048", ["rejected", 47]],
  [63, "Matthias", "Egger", "Egger Metallbau GmbH", "ATU89723489", ["verified", 9]],
  [59, "Freja", "Holm", "Holm Interiør ApS", "DK23272474", ["verified", 26]],
  [56, "Paolo", "Ferrari", "Officine Ferrari S.r.l.", "IT80189130455", ["verified", 71]],
  [52, "Kasia", "Nowak", "Nowak Logistyka Sp. z o.o.", "PL6085933120", ["verified", 18]],
  [48, "Jens", "Petersen", "Petersen Bootswerft KG", "DE540306736", ["rejected", 22]],
  [45, "Luc", "Peeters", "Peeters Bouwgroep NV", "BE0328032917", ["verified", 7]],
  [41, "Annika", "Lund", "Lund Arkitekter AB", "SE514737824301", ["verified", 30]],
  [38, "Tomáš", "Dvořák", "Dvořák Nábytek s.r.o.", "CZ41016114", ["verified", 12]],
  [35, "Carla", "Winter", "Winter & Söhne Malerbetrieb", "DE393519893", ["verified", 4]],
  [31, "Sjoerd", "Bakker", "Bakker Scheepsbouw B.V.", "NL303119080B03", ["rejected", 40]],
  [28, "Nora", "Baumann", "Baumann Schreinerei GmbH", "DE188055180", ["verified", 6]],
  [26, "Étienne", "Roux", "Roux Aménagement SARL", "FR33564315646", ["verified", 15]],
  [24, "Silvia", "Moretti", "Moretti Cartotecnica S.p.A.", "IT22827680525", ["verified", 3]],
  [21, "Oliver", "Krause", "Krause Gerüstbau GmbH & Co. KG", "DE105138236", ["verified", 11]],
  [18, "Magda", "Kowalska", "Kowalska Druk Sp. z o.o.", "PL8727078888", ["verified", 2]],
  [16, "Stefan", "Hofer", "Hofer Zimmerei OG", "ATU62877266", ["rejected", 28]],
  [13, "Ingrid", "Möller", "Möller Veranstaltungstechnik GmbH", "DE919343698", ["verified", 8]],
  [11, "Mikkel", "Sørensen", "Sørensen Lager ApS", "DK39357305", ["verified", 5]],
  [8, "Dries", "Claes", "Claes Tuinaanleg BV", "BE0545550962", ["verified", 1]],
  [6, "Judith", "Albrecht", "Albrecht Ladenbau GmbH", "DE156643006"],
  [4, "Petr", "Novotný", "Novotný Stavby s.r.o.", "CZ48360660", ["verified", 6]],
  [3, "Amélie", "Fontaine", "Fontaine Décors SARL", "FR64548514421"],
  [2, "Ralf", "Zimmermann", "Zimmermann Kältetechnik GmbH", "DE137209125"],
  [1, "Elsa", "Nyström", "Nyström Verkstad AB", "SE206948706002"],
]

type IndividualRow = [daysAgo: number, first: string, last: string]

const INDIVIDUALS: IndividualRow[] = [
  [70, "Lena", "Hartmann"],
  [61, "Sven", "Olsen"],
  [57, "Marie", "Lambert"],
  [50, "David", "Schuster"],
  [43, "Julia", "König"],
  [37, "Wout", "Hendriks"],
  [33, "Clara", "Conti"],
  [29, "Felix", "Bergmann"],
  [25, "Nina", "Jansen"],
  [22, "Adam", "Wójcik"],
  [17, "Sofie", "Madsen"],
  [12, "Theo", "Lefèvre"],
  [9, "Paula", "Steiner"],
  [5, "Emil", "Larsson"],
  [2, "Anna", "Horák"],
]

/** How many days ago the shoppers that the demo lists signed up, and hours until what followed. */
export const SHOPPER_WEEKS: {
  stage: Stage
  daysAgo: number
  then?: { [Act in "verified" | "rejected" | "revoked" | "disabled"]?: number }
}[] = [
  { stage: "individual", daysAgo: 98 },
  { stage: "verified", daysAgo: 171, then: { verified: 26 } },
  { stage: "revoked", daysAgo: 74, then: { verified: 8, revoked: 65 * 24 } },
  { stage: "banned", daysAgo: 34, then: { disabled: 20 * 24 } },
  { stage: "rejected", daysAgo: 19, then: { rejected: 31 } },
  { stage: "pending", daysAgo: 5 },
]

const plain = (name: string): string =>
  name
    .normalize("NFD")
    .replace(/ø/g, "o")
    .replace(/[^a-zA-Z]/g, "")
    .toLowerCase()

const account = (first_name: string, last_name: string, domain: string): Pick<Neighbour, "id" | "email" | "first_name" | "last_name"> => ({
  // A fixed id: if the stand-in loses its memory, the same people return.
  id: `user_cedar_${plain(first_name)}_${plain(last_name)}`,
  email: `${plain(first_name)}.${plain(last_name)}@${domain}`,
  first_name,
  last_name,
})

/** Everybody who signed up in the ten weeks before the demo, besides the shoppers that it lists. */
export const NEIGHBOURS: Neighbour[] = [
  ...BUSINESSES.map(
    ([daysAgo, first, last, company, tax_id, decision]): Neighbour => ({
      // A domain of its own, so that the admin's page finds nobody else of the same company.
      ...account(first, last, `${plain(last)}.example`),
      unsafe_metadata: { accountType: "business", company, tax_id },
      daysAgo,
      ...(decision && { decision: { outcome: decision[0], afterHours: decision[1] } }),
    })
  ),
  ...INDIVIDUALS.map(
    ([daysAgo, first, last]): Neighbour => ({
      ...account(first, last, "mail.example"),
      unsafe_metadata: { accountType: "individual" },
      daysAgo,
    })
  ),
]
