import { XMarkMini } from "@medusajs/icons"
import { Combobox, RouteFocusModal } from "@medusajs/dashboard/components"
import { useDebouncedSearch } from "@medusajs/dashboard/hooks"
import { Button, Heading, IconButton, Label, Select, Text, Textarea, toast } from "@medusajs/ui"
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useId, useState } from "react"
import { useNavigate } from "react-router-dom"
import { businessName } from "../../../account/names"
import { listRegions } from "../../../api/medusa"
import type { FoundVariant } from "../../../api/quote-types"
import { createQuote, quoteKeys } from "../../../api/quotes"
import { failureOf, listBusinesses, roleKeys } from "../../../api/roles"
import type { ListedBusiness } from "../../../api/types"
import { usePermissions } from "../../../api/use-permissions"
import { useText } from "../../../i18n/use-text"
import { NumberCell, showFaultyCell } from "../../../quotes/number-cell"
import { LeaveGuard, SENT } from "../../../shell/leave-guard"
import { VariantSearch, variantName } from "../../../quotes/variant-search"

const MOST_CHARACTERS = 5_000
const MOST_PIECES = 1_000_000

type Line = { key: number; variant: FoundVariant; quantity: number }

/** Asks for whom the quote is and what it is about. Prices are set on the quote's page. */
export const CreateQuote = () => {
  const { text } = useText()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const mayCreate = usePermissions()("POST /admin/quotes") !== false
  const messageId = useId()
  const [customer, setCustomer] = useState<ListedBusiness>()
  const [lines, setLines] = useState<Line[]>([])
  const [chosenRegion, setChosenRegion] = useState<string>()
  const [message, setMessage] = useState("")
  const [failure, setFailure] = useState<string>()
  const [isBusy, setIsBusy] = useState(false)
  const regions = useQuery({ queryKey: [...quoteKeys.all, "regions"], queryFn: listRegions, staleTime: 300_000 })
  const region = chosenRegion ?? (regions.data?.length === 1 ? regions.data[0].id : undefined)
  // In a form, the browser reports an empty choice while the regions arrive. It is nobody's.
  const chooseRegion = (id: string) => id && setChosenRegion(id)
  const isComplete = customer !== undefined && region !== undefined && lines.length > 0 && message.trim().length <= MOST_CHARACTERS

  const setQuantity = (key: number, quantity: number) =>
    setLines((current) => current.map((line) => (line.key === key ? { ...line, quantity } : line)))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!customer || !region || !isComplete || isBusy || showFaultyCell()) {
      return
    }
    setIsBusy(true)
    setFailure(undefined)
    try {
      const quote = await createQuote({
        customer_id: customer.customer_id,
        items: lines.map(({ variant, quantity }) => ({ variant_id: variant.id, quantity })),
        region_id: region,
        ...(message.trim() && { message: message.trim() }),
      })
      toast.success(text("quotes.create.done", { number: quote.number }))
      void queries.invalidateQueries({ queryKey: [...quoteKeys.all, "list"] })
      void navigate(`/quotes/${quote.id}`, { state: SENT })
    } catch (error) {
      setFailure(failureOf(error, text("quotes.noAnswer")))
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <form className="flex size-full flex-col overflow-hidden" onSubmit={(event) => void submit(event)}>
      <LeaveGuard when={customer !== undefined || lines.length > 0 || message.trim() !== ""} />
      <RouteFocusModal.Header />
      <RouteFocusModal.Body className="flex flex-1 flex-col items-center overflow-auto py-16">
        <div className="flex w-full max-w-[720px] flex-col gap-y-8 px-2">
          <div>
            <RouteFocusModal.Title asChild>
              <Heading>{text("quotes.create.title")}</Heading>
            </RouteFocusModal.Title>
            <RouteFocusModal.Description asChild>
              <Text size="small" className="text-ui-fg-subtle">
                {mayCreate ? text("quotes.create.hint") : text("quotes.policy.update")}
              </Text>
            </RouteFocusModal.Description>
          </div>
          <div className="flex flex-col gap-y-4">
            <div className="flex flex-col gap-y-2">
              <Label size="small" weight="plus">
                {text("quotes.create.customer")}
              </Label>
              <BusinessSearch chosen={customer} onChoose={setCustomer} />
            </div>
            <div className="flex flex-col gap-y-2">
              <Label size="small" weight="plus" id={`${messageId}-region`}>
                {text("quotes.create.region")}
              </Label>
              <Select value={region ?? ""} onValueChange={chooseRegion}>
                <Select.Trigger aria-labelledby={`${messageId}-region`}>
                  <Select.Value />
                </Select.Trigger>
                <Select.Content>
                  {(regions.data ?? []).map(({ id, name, currency_code }) => (
                    <Select.Item key={id} value={id}>
                      {text("quotes.create.regionItem", { name, currency: currency_code.toUpperCase() })}
                    </Select.Item>
                  ))}
                </Select.Content>
              </Select>
            </div>
          </div>
          <div className="flex flex-col gap-y-2">
            <Label size="small" weight="plus">
              {text("quotes.create.lines")}
            </Label>
            {lines.length > 0 && (
              <ul className="bg-ui-bg-component shadow-elevation-card-rest divide-y rounded-lg">
                {lines.map(({ key, variant, quantity }) => (
                  <li key={key} className="grid items-start gap-x-3 px-4 py-3" style={{ gridTemplateColumns: "minmax(0, 1fr) 96px 28px" }}>
                    <Text size="small" className="break-words pt-1">
                      {variantName(variant)}
                    </Text>
                    <NumberCell
                      label={text("quotes.detail.quantityOf", { name: variantName(variant) })}
                      field="new-quantity"
                      value={quantity}
                      digits={0}
                      least={1}
                      most={MOST_PIECES}
                      disabled={isBusy}
                      onChange={(value) => setQuantity(key, value)}
                    />
                    <IconButton
                      size="small"
                      variant="transparent"
                      type="button"
                      aria-label={text("quotes.detail.remove", { name: variantName(variant) })}
                      onClick={() => setLines((current) => current.filter((line) => line.key !== key))}
                    >
                      <XMarkMini />
                    </IconButton>
                  </li>
                ))}
              </ul>
            )}
            <VariantSearch
              onChoose={(variant) => setLines((current) => [...current, { key: (current.at(-1)?.key ?? 0) + 1, variant, quantity: 1 }])}
            />
          </div>
          <div className="flex flex-col gap-y-2">
            <Label htmlFor={messageId} size="small" weight="plus">
              {text("quotes.create.message")}{" "}
              <Text as="span" size="small" className="text-ui-fg-subtle">
                ({text("quotes.create.optional")})
              </Text>
            </Label>
            <Textarea
              id={messageId}
              rows={4}
              maxLength={MOST_CHARACTERS}
              value={message}
              onChange={(event) => setMessage(event.target.value)}
            />
          </div>
          {failure && (
            <Text size="small" className="text-ui-fg-error" role="alert">
              {failure}
            </Text>
          )}
        </div>
      </RouteFocusModal.Body>
      <RouteFocusModal.Footer>
        <div className="flex items-center justify-end gap-x-2">
          {!isComplete && (
            <Text size="small" className="text-ui-fg-subtle">
              {text("quotes.create.missing")}
            </Text>
          )}
          <RouteFocusModal.Close asChild>
            <Button size="small" variant="secondary" type="button">
              {text("decision.cancel")}
            </Button>
          </RouteFocusModal.Close>
          <Button size="small" type="submit" isLoading={isBusy} disabled={!isComplete || !mayCreate}>
            {text("quotes.create.save")}
          </Button>
        </div>
      </RouteFocusModal.Footer>
    </form>
  )
}

type SearchProps = { chosen: ListedBusiness | undefined; onChoose: (business: ListedBusiness | undefined) => void }

const BusinessSearch = ({ chosen, onChoose }: SearchProps) => {
  const { text } = useText()
  const { searchValue, onSearchValueChange, query = "" } = useDebouncedSearch()
  const request = { ...(query.trim() && { q: query.trim() }), limit: 10, order: "company_name" }
  const { data } = useQuery({
    queryKey: roleKeys.list(request),
    queryFn: () => listBusinesses(request),
    placeholderData: keepPreviousData,
  })
  const found = data?.customers ?? []
  const businesses = chosen && !found.some(({ customer_id }) => customer_id === chosen.customer_id) ? [chosen, ...found] : found
  return (
    <Combobox
      aria-label={text("quotes.create.customer")}
      placeholder={text("quotes.create.customerHint")}
      value={chosen?.customer_id ?? ""}
      searchValue={searchValue}
      onSearchValueChange={onSearchValueChange}
      options={businesses.map((business) => {
        const name = [businessName(business, business.customer), business.customer?.email].filter(Boolean).join(" · ")
        const isAdmitted = business.access.quotes.allowed
        return { value: business.customer_id, label: isAdmitted ? name : text("quotes.create.refused", { name }), disabled: !isAdmitted }
      })}
      noResultsPlaceholder={<span className="text-ui-fg-subtle txt-compact-small px-2 py-1.5">{text("quotes.create.customerNone")}</span>}
      onChange={(id) => onChoose(businesses.find(({ customer_id }) => customer_id === id))}
    />
  )
}
