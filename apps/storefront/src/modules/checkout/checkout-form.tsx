"use client"

import { zodResolver } from "@hookform/resolvers/zod"
import { useFormatter, useLocale, useTranslations } from "next-intl"
import { type ReactNode, useEffect, useRef, useState, useTransition } from "react"
import { FormProvider, type Resolver, useForm } from "react-hook-form"
import { ActionBar, Button } from "@/components/ui/button"
import { Card, CardHeader } from "@/components/ui/card"
import { Field } from "@/components/ui/field"
import { Money } from "@/components/ui/format"
import { Checkbox, Input } from "@/components/ui/input"
import { Notice } from "@/components/ui/notice"
import { inLanguage } from "@/i18n/locales"
import { useRouter } from "@/i18n/navigation"
import { signInUrl } from "@/lib/auth/paths"
import { useHydrated } from "@/lib/hooks/use-hydrated"
import { useKeptForm } from "@/lib/hooks/use-kept-input"
import type { TaxView } from "@/lib/medusa/market"
import { AddressFields, useAddressComplaints } from "../account/addresses/address-fields"
import { PostalAddress } from "../account/postal-address"
import { useSignedInAction } from "../account/use-signed-in-action"
import { chooseDelivery, type OrderOutcome, placeOrder, setCountry } from "./actions"
import { type CheckoutValues, NEW_ADDRESS, newAddressSchema, savedAddressSchema } from "./checkout-schema"
import { Choice } from "./choice"
import type { Checkout } from "./load-checkout"
import { OrderSummary } from "./order-summary"

/** The checkout on one page: where to, how it gets there, how it is paid, and what it costs. */
export const CheckoutForm = ({ view, ...checkout }: Checkout & { view: TaxView }) => {
  const { email, company, isBusiness, addresses, countries, country, deliveries, deliveryId, payments, lines, sums } = checkout
  const t = useTranslations("checkout")
  const account = useTranslations("account")
  const format = useFormatter()
  const router = useRouter()
  const locale = useLocale()
  const address = useAddressComplaints()
  const isGuest = email === null
  const isHydrated = useHydrated()
  const complaints = { email: t("emailComplaint"), purchaseOrderNumber: t("purchaseOrderNumberComplaint"), address }
  const resolver: Resolver<CheckoutValues> = async (values, context, options) =>
    values.addressId === NEW_ADDRESS
      ? await zodResolver(newAddressSchema({ isGuest, complaints }))(values, context, options)
      : // The other fields are those of an address that does not count.
        ({ ...(await zodResolver(savedAddressSchema({ isGuest, complaints }))(values, context, options as never)), values } as never)
  const form = useForm<CheckoutValues>({
    resolver,
    mode: "onTouched",
    defaultValues: {
      email: "",
      addressId: addresses[0]?.id ?? NEW_ADDRESS,
      keepsAddress: addresses.length === 0,
      deliveryId: deliveryId ?? deliveries[0]?.id ?? "",
      providerId: payments[0]?.providerId ?? "",
      purchaseOrderNumber: checkout.purchaseOrderNumber,
      name: "",
      company: company ?? "",
      firstName: "",
      lastName: "",
      line1: "",
      line2: "",
      postalCode: "",
      city: "",
      country,
      phone: "",
      isDefault: false,
    },
  })
  useKeptForm("checkout", form)
  const {
    register,
    handleSubmit,
    watch,
    setValue,
    formState: { errors, isSubmitting },
  } = form
  const order = useSignedInAction(placeOrder)
  const [outcome, setOutcome] = useState<OrderOutcome>()
  const [isLeaving, startLeaving] = useTransition()
  const [isCounting, startCounting] = useTransition()
  const chosen = watch(["addressId", "country", "deliveryId", "providerId"])
  const [addressId, typedCountry, chosenDelivery, providerId] = chosen
  const destination = addresses.find(({ id }) => id === addressId)?.country_code ?? typedCountry
  const countFor = useSignedInAction(setCountry)
  const countWith = useSignedInAction(chooseDelivery)
  const counted = useRef({ destination: country, delivery: deliveryId ?? "" })
  useEffect(() => {
    const { destination: before, delivery } = counted.current
    const delivered = deliveries.some(({ id }) => id === chosenDelivery) ? chosenDelivery : (deliveries[0]?.id ?? "")
    if (delivered !== chosenDelivery) {
      setValue("deliveryId", delivered)
    }
    if ((!destination || destination === before) && delivered === delivery) {
      return
    }
    counted.current = { destination: destination || before, delivery: delivered }
    startCounting(async () => {
      if (destination && destination !== before) {
        await countFor(destination)
      }
      if (delivered && delivered !== delivery) {
        await countWith(delivered)
      }
    })
  }, [destination, chosenDelivery, deliveries, countFor, countWith, setValue])
  const place = handleSubmit(async (values) => {
    setOutcome(undefined)
    const result = await order(values, sums.total)
    if (result.ok) {
      startLeaving(() => router.push("/order-confirmed"))
    } else {
      setOutcome(result)
    }
  })
  const payment = payments.find((one) => one.providerId === providerId)
  const isNew = addressId === NEW_ADDRESS
  const isBusy = isSubmitting || isLeaving
  return (
    <FormProvider {...form}>
      <form noValidate onSubmit={place} className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <fieldset disabled={!isHydrated} className="grid min-w-0 gap-6">
          {company && <Notice tone="go" title={t("orderingFor", { company })} />}
          <Card>
            <CardHeader title={t("address")} description={isGuest ? undefined : t("signedInAs", { email })} />
            <div className="grid gap-5">
              {isGuest && (
                <>
                  <p className="text-sm text-ink-soft">
                    {t.rich("signIn", {
                      link: (chunks: ReactNode) => (
                        <a href={inLanguage(locale, signInUrl("/checkout"))} className="link">
                          {chunks}
                        </a>
                      ),
                    })}
                  </p>
                  <Field label={t("email")} hint={t("emailHint")} error={errors.email?.message} required>
                    <Input type="email" autoComplete="email" {...register("email")} />
                  </Field>
                </>
              )}
              {addresses.length > 0 && (
                <fieldset className="grid gap-2 sm:grid-cols-2">
                  <legend className="sr-only">{t("addressLegend")}</legend>
                  {addresses.map((one) => (
                    <Choice key={one.id} value={one.id} {...register("addressId")}>
                      <PostalAddress address={one} />
                    </Choice>
                  ))}
                  <Choice value={NEW_ADDRESS} {...register("addressId")}>
                    <span className="text-sm font-medium">{t("newAddress")}</span>
                  </Choice>
                </fieldset>
              )}
              {isNew && (
                <div className="grid gap-4 sm:grid-cols-2">
                  <AddressFields countries={countries} />
                  {!isGuest && (
                    <Checkbox className="sm:col-span-2" {...register("keepsAddress")}>
                      {t("keepAddress")}
                    </Checkbox>
                  )}
                </div>
              )}
            </div>
          </Card>
          <Card>
            <CardHeader title={t("delivery")} />
            {deliveries.length === 0 ? (
              <Notice tone="stop" title={t("noDelivery")} />
            ) : (
              <fieldset className="grid gap-2">
                <legend className="sr-only">{t("delivery")}</legend>
                {deliveries.map(({ id, name, code, text, amount }) => (
                  <Choice key={id} value={id} {...register("deliveryId")} aside={<Money amount={amount} currency={sums.currency} />}>
                    <span className="block text-sm font-medium">{name}</span>
                    <span className="block text-sm text-ink-soft">{code === "standard" ? t("deliveries.standard") : text}</span>
                  </Choice>
                ))}
              </fieldset>
            )}
          </Card>
          <Card>
            <CardHeader title={t("payment")} />
            {payments.length === 0 ? (
              <Notice tone="stop" title={t("noPayment")} />
            ) : (
              <fieldset className="grid gap-2">
                <legend className="sr-only">{t("payment")}</legend>
                {payments.map((one) => (
                  <Choice key={one.providerId} value={one.providerId} {...register("providerId")}>
                    <span className="block text-sm font-medium">{t(`payments.${one.kind}.title`)}</span>
                    <span className="block text-sm text-ink-soft">{t(`payments.${one.kind}.text`)}</span>
                  </Choice>
                ))}
              </fieldset>
            )}
            {isBusiness && (
              <>
                {!payments.some(({ kind }) => kind === "onAccount") && <p className="mt-3 text-sm text-ink-soft">{t("onAccountLater")}</p>}
                <Field
                  className="mt-5 max-w-form"
                  label={t("purchaseOrderNumber")}
                  optional={t("optional")}
                  hint={t("purchaseOrderNumberHint")}
                  error={errors.purchaseOrderNumber?.message}
                >
                  <Input autoComplete="off" {...register("purchaseOrderNumber")} />
                </Field>
              </>
            )}
          </Card>
        </fieldset>
        <Card className="lg:sticky lg:top-6">
          <OrderSummary lines={lines} sums={sums} view={view} isChanging={isCounting} />
          {outcome && !outcome.ok && (
            <Notice
              className="mt-4"
              tone="stop"
              live="assertive"
              title={
                outcome.total === undefined
                  ? outcome.refusal === "uncertain"
                    ? account("uncertain")
                    : t("notPlaced")
                  : t("newTotal", { total: format.number(outcome.total, { style: "currency", currency: sums.currency.toUpperCase() }) })
              }
            >
              {account(`refusals.${outcome.refusal}`)}
            </Notice>
          )}
          <ActionBar className="mt-5 sm:flex-col">
            <Button
              type="submit"
              variant="primary"
              block
              busy={isBusy}
              disabled={!isHydrated || isCounting || !payment || deliveries.length === 0}
            >
              {t(`place.${payment?.kind ?? "inAdvance"}`)}
            </Button>
          </ActionBar>
          <p className="mt-3 text-xs text-ink-faint">{t("terms")}</p>
        </Card>
      </form>
    </FormProvider>
  )
}
