"use client"

import type { HttpTypes } from "@medusajs/types"
import { MapPin, Pencil, Plus, Trash2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { toast } from "sonner"
import { Badge } from "@/components/ui/badge"
import { ActionBar, Button } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { Dialog } from "@/components/ui/dialog"
import { EmptyState } from "@/components/ui/empty-state"
import { Notice } from "@/components/ui/notice"
import type { CountryOption } from "../countries"
import { PageHeading } from "../page-heading"
import { PostalAddress } from "../postal-address"
import type { Refusal } from "../refusals"
import { useSignedInAction } from "../use-signed-in-action"
import { deleteAddress } from "./actions"
import { AddressForm } from "./address-form"

type Address = HttpTypes.StoreCustomerAddress

/** What the dialog is about: a new address, one to change, one to delete. */
type Task = { kind: "add" } | { kind: "edit" | "delete"; address: Address }

/** The customer's addresses, to add, change and delete. */
export const AddressBook = ({
  addresses,
  countries,
  company,
}: {
  addresses: Address[]
  countries: CountryOption[]
  /** The company's name, for the first address of a business. */
  company: string
}) => {
  const t = useTranslations("account.addresses")
  const [task, setTask] = useState<Task>()
  const [isDirty, setIsDirty] = useState(false)
  const [asksToDiscard, setAsksToDiscard] = useState(false)
  const close = () => {
    setTask(undefined)
    setIsDirty(false)
    setAsksToDiscard(false)
  }
  const leaveForm = () => (isDirty ? setAsksToDiscard(true) : close())
  const add = (
    <Button variant="primary" onClick={() => setTask({ kind: "add" })}>
      <Plus aria-hidden />
      {t("add")}
    </Button>
  )
  return (
    <>
      <PageHeading title={t("title")} action={addresses.length > 0 && <div className="max-sm:hidden">{add}</div>}>
        {t("text")}
      </PageHeading>
      {addresses.length === 0 ? (
        <Card>
          <EmptyState icon={<MapPin />} title={t("none")} action={add}>
            {t("noneText")}
          </EmptyState>
        </Card>
      ) : (
        <ul className="grid gap-5 md:grid-cols-2">
          {addresses.map((address) => (
            <li key={address.id}>
              <Card className="flex h-full flex-col">
                <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1">
                  <h2 className="min-w-0 font-semibold wrap-anywhere">{nameOf(address)}</h2>
                  {address.is_default_shipping && <Badge tone="go">{t("default")}</Badge>}
                </div>
                <PostalAddress address={address} />
                {address.phone && <p className="mt-1 text-sm text-ink-soft">{address.phone}</p>}
                <div className="mt-auto -mb-2 -ml-3 flex gap-1 pt-4">
                  <Button
                    size="small"
                    variant="quiet"
                    aria-label={t("editOne", { name: nameOf(address) })}
                    onClick={() => setTask({ kind: "edit", address })}
                  >
                    <Pencil aria-hidden />
                    {t("edit")}
                  </Button>
                  <Button
                    size="small"
                    variant="quiet"
                    aria-label={t("deleteOne", { name: nameOf(address) })}
                    onClick={() => setTask({ kind: "delete", address })}
                  >
                    <Trash2 aria-hidden />
                    {t("delete")}
                  </Button>
                </div>
              </Card>
            </li>
          ))}
        </ul>
      )}
      {addresses.length > 0 && <ActionBar className="sm:hidden">{add}</ActionBar>}
      <Dialog
        open={task?.kind === "add" || task?.kind === "edit"}
        onOpenChange={leaveForm}
        isForm
        title={task?.kind === "edit" ? t("editTitle") : t("addTitle")}
        close={t("close")}
        className="sm:max-w-prose"
      >
        <AddressForm
          address={task?.kind === "edit" ? task.address : null}
          isFirst={addresses.length === 0}
          company={company}
          countries={countries}
          onDirty={setIsDirty}
          onDone={close}
          onCancel={leaveForm}
          question={
            asksToDiscard && (
              <Notice
                tone="ask"
                live="assertive"
                title={t("discardTitle")}
                action={
                  <>
                    <Button size="small" variant="danger" onClick={close}>
                      {t("discard")}
                    </Button>
                    <Button size="small" onClick={() => setAsksToDiscard(false)}>
                      {t("keepEditing")}
                    </Button>
                  </>
                }
              />
            )
          }
        />
      </Dialog>
      <Dialog open={task?.kind === "delete"} onOpenChange={close} title={t("deleteTitle")} description={t("deleteText")} close={t("close")}>
        {task?.kind === "delete" && <DeleteAddress address={task.address} onDone={close} />}
      </Dialog>
    </>
  )
}

const nameOf = ({ address_name, address_1, city }: Address): string => address_name || address_1 || city || ""

const DeleteAddress = ({ address, onDone }: { address: Address; onDone: () => void }) => {
  const t = useTranslations("account")
  const deleteOne = useSignedInAction(deleteAddress)
  const [isBusy, setIsBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()
  const act = async () => {
    setIsBusy(true)
    const outcome = await deleteOne(address.id)
    setIsBusy(false)
    if (outcome.ok) {
      toast.success(t("addresses.deleted"))
      onDone()
    } else {
      setRefusal(outcome.refusal)
    }
  }
  return (
    <div className="grid gap-5">
      <PostalAddress address={address} />
      {refusal && (
        <Notice tone="stop" live="assertive" title={refusal === "uncertain" ? t("uncertain") : t("addresses.notDeleted")}>
          {t(`refusals.${refusal}`)}
        </Notice>
      )}
      <div className="flex flex-col gap-2 sm:flex-row-reverse">
        <Button variant="danger" busy={isBusy} onClick={act}>
          {t("addresses.deleteThis")}
        </Button>
        <Button variant="quiet" onClick={onDone}>
          {t("cancel")}
        </Button>
      </div>
    </div>
  )
}
