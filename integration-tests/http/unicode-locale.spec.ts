import { testAnyAlphabet } from "../helpers/any-alphabet"
import { describeShop } from "../helpers/shop"

describeShop("A database with a Unicode locale", { catalogue: true }, (shop) => testAnyAlphabet(shop, { folds: true }))
