export { readQuoteRow as GET } from "../../../../quote-row"
