export { tellCustomer as GET } from "../../../guards/handler"
