"use client"

import type { BulkOrderLine, SavedListHead } from "medusa-customer-role-storefront"
import { isCustomerRoleError } from "medusa-customer-role-storefront/errors"
import { ListChecks, Trash2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { type FormEvent, useEffect, useState } from "react"
import { toast } from "sonner"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Notice } from "@/components/ui/notice"
import { Skeleton } from "@/components/ui/skeleton"
import { useShop } from "@/lib/hooks/use-shop"
import { useRefusalText } from "../use-refusal-text"

/** The longest name that the shop takes. */
const LONGEST_NAME = 100

/** The customer's lists: use one again, or keep the rows on the page as one. */
export const SavedLists = ({ lines, use }: { lines: () => BulkOrderLine[]; use: (lines: BulkOrderLine[]) => void }) => {
  const t = useTranslations("quickOrder.lists")
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setIsOpen}
      isForm
      title={t("title")}
      close={t("close")}
      trigger={
        <Button variant="quiet">
          <ListChecks aria-hidden />
          {t("title")}
        </Button>
      }
    >
      <Lists
        lines={lines()}
        use={(chosen) => {
          use(chosen)
          setIsOpen(false)
        }}
      />
    </Dialog>
  )
}

const Lists = ({ lines, use }: { lines: BulkOrderLine[]; use: (lines: BulkOrderLine[]) => void }) => {
  const t = useTranslations("quickOrder.lists")
  const shop = useShop()
  const refusalText = useRefusalText()
  const [lists, setLists] = useState<SavedListHead[]>()
  const [name, setName] = useState("")
  const [error, setError] = useState<unknown>()
  const [pending, setPending] = useState<string>()
  useEffect(() => {
    let isCurrent = true
    shop.savedLists.list().then(
      ({ saved_lists }) => isCurrent && setLists(saved_lists),
      (failure) => isCurrent && setError(failure)
    )
    return () => {
      isCurrent = false
    }
  }, [shop])
  /** Does something at the shop; what it refuses, the dialog says. */
  const act = async (what: string, call: () => Promise<void>) => {
    setPending(what)
    setError(undefined)
    await call().catch(setError)
    setPending(undefined)
  }
  const save = (replaced?: SavedListHead) =>
    act("save", async () => {
      await (replaced
        ? shop.savedLists.update(replaced.id, { items: lines, expected_updated_at: replaced.updated_at })
        : shop.savedLists.create({ name: name.trim(), items: lines }))
      toast.success(t("saved", { name: name.trim() }))
      setName("")
      setLists((await shop.savedLists.list()).saved_lists)
    })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save()
  }
  const sameName = isCustomerRoleError(error, "name_taken")
    ? lists?.find((list) => list.name.toLowerCase() === name.trim().toLowerCase())
    : undefined
  return (
    <div className="grid gap-5">
      {error !== undefined && !sameName && (
        <Notice tone="stop" live="assertive" title={t("failed")}>
          {isCustomerRoleError(error, "limit_reached")
            ? t("limit")
            : isCustomerRoleError(error, "name_taken", "saved_list_changed")
              ? t("changed")
              : refusalText(error)}
        </Notice>
      )}
      {lists === undefined ? (
        error === undefined && <Skeleton className="h-24" />
      ) : lists.length === 0 ? (
        <p className="text-sm text-ink-soft">{t("none")}</p>
      ) : (
        <ul className="-my-2 max-h-72 overflow-y-auto">
          {lists.map((list) => (
            <li key={list.id} className="flex items-center gap-2 border-b border-line py-2 text-sm last:border-b-0">
              <span className="min-w-0 flex-1">
                <span className="line-clamp-2 font-medium wrap-anywhere">{list.name}</span>
                <span className="text-xs text-ink-faint">{t("articles", { count: list.item_count })}</span>
              </span>
              <Button
                size="small"
                busy={pending === list.id}
                aria-label={t("useOne", { name: list.name })}
                onClick={() => void act(list.id, async () => use((await shop.savedLists.retrieve(list.id)).saved_list.items))}
              >
                {t("use")}
              </Button>
              <button
                type="button"
                aria-label={t("delete", { name: list.name })}
                onClick={() =>
                  void act(`delete ${list.id}`, async () => {
                    await shop.savedLists.delete(list.id)
                    setLists(lists.filter(({ id }) => id !== list.id))
                  })
                }
                className="grid size-11 place-items-center rounded-control text-ink-faint hover:bg-sunken hover:text-stop"
              >
                <Trash2 aria-hidden className="size-4.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={submit} className="grid gap-3 border-t border-line pt-5">
        <Field label={t("name")} hint={lines.length === 0 ? t("nothing") : t("willSave", { count: lines.length })}>
          <Input value={name} maxLength={LONGEST_NAME} autoComplete="off" onChange={({ target }) => setName(target.value)} />
        </Field>
        {sameName ? (
          <Notice
            tone="ask"
            live="assertive"
            title={t("taken", { name: sameName.name })}
            action={
              <Button size="small" busy={pending === "save"} onClick={() => void save(sameName)}>
                {t("replace")}
              </Button>
            }
          />
        ) : (
          <Button type="submit" busy={pending === "save"} disabled={lines.length === 0 || name.trim() === ""}>
            {t("save")}
          </Button>
        )}
      </form>
    </div>
  )
}
