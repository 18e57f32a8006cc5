import { testAnyAlphabet } from "../helpers/any-alphabet"
import { describeShop } from "../helpers/shop"

describeShop("A database with the C locale", { catalogue: true, cLocale: true }, (shop) => testAnyAlphabet(shop, { folds: false }))
