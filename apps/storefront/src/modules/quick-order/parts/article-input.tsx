"use client"

import { useLocale, useTranslations } from "next-intl"
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react"
import { cn } from "@/components/ui/cn"
import { useShop } from "@/lib/hooks/use-shop"

/** An article that somebody may mean. */
export type FoundArticle = { sku: string; name: string }

type FoundProduct = { title: string; variants?: { sku?: string | null; title?: string | null }[] | null }

const MOST = 8
/** How long somebody has to stop typing before the shop is asked, in milliseconds. */
const PAUSE = 150

/** Finds articles by number or name. An answer that comes after a newer question counts for nothing. */
const useArticles = (text: string): { articles: FoundArticle[]; isDone: boolean } => {
  const shop = useShop()
  const locale = useLocale()
  const [found, setFound] = useState<{ text: string; articles: FoundArticle[] }>({ text: "", articles: [] })
  const query = text.trim()
  useEffect(() => {
    if (query.length < 2) {
      return
    }
    const asking = new AbortController()
    const timer = setTimeout(() => {
      const parameters = new URLSearchParams({ q: query, limit: String(MOST), fields: "id,title,variants.sku,variants.title", locale })
      shop.fetch<{ products: FoundProduct[] }>(`/store/products?${parameters}`, { signal: asking.signal }).then(
        ({ products }) => setFound({ text: query, articles: articlesOf(products, query) }),
        // Whoever types a number in full needs no suggestions.
        () => undefined
      )
    }, PAUSE)
    return () => {
      clearTimeout(timer)
      asking.abort()
    }
  }, [query, shop, locale])
  const isDone = found.text === query
  return query.length < 2 ? { articles: [], isDone: false } : { articles: found.articles, isDone }
}

/** The variants of the products found: those whose number or name has the text come first. */
const articlesOf = (products: FoundProduct[], query: string): FoundArticle[] => {
  const articles = products.flatMap(({ title, variants }) =>
    (variants ?? []).flatMap(({ sku, title: variant }) => {
      const names = variant && variant !== "Default" && variant !== title ? [title, variant] : [title]
      return sku ? [{ sku, name: names.join(" · ") }] : []
    })
  )
  const text = query.toLowerCase()
  const distance = ({ sku, name }: FoundArticle): number =>
    sku.toLowerCase().startsWith(text) ? 0 : sku.toLowerCase().includes(text) ? 1 : name.toLowerCase().includes(text) ? 2 : 3
  return articles.toSorted((one, other) => distance(one) - distance(other)).slice(0, MOST)
}

/**
 * A cell for an article number. While somebody types, it lists articles whose number or name begins alike; arrow keys move
 * in the list, Enter takes, Escape closes it.
 */
export const ArticleInput = ({
  value,
  label,
  placeholder,
  isInvalid = false,
  describedBy,
  className,
  onText,
  onTake,
  onEnter,
  onLeave,
}: {
  value: string
  label: string
  placeholder?: string
  isInvalid?: boolean
  describedBy?: string
  className?: string
  onText: (text: string) => void
  onTake: (article: FoundArticle) => void
  onEnter?: () => void
  onLeave?: () => void
}) => {
  const t = useTranslations("quickOrder.search")
  const id = useId()
  const [isOpen, setIsOpen] = useState(false)
  const [marked, setMarked] = useState(-1)
  const { articles, isDone } = useArticles(isOpen ? value : "")
  const list = useRef<HTMLUListElement>(null)
  const isShown = isOpen && value.trim().length >= 2 && (articles.length > 0 || isDone)
  const close = () => {
    setIsOpen(false)
    setMarked(-1)
  }
  const take = (article: FoundArticle) => {
    close()
    onTake(article)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" && articles.length > 0) {
      event.preventDefault()
      setIsOpen(true)
      setMarked((marked + 1) % articles.length)
    } else if (event.key === "ArrowUp" && articles.length > 0) {
      event.preventDefault()
      setMarked((Math.max(marked, 0) + articles.length - 1) % articles.length)
    } else if (event.key === "Escape" && isShown) {
      event.preventDefault()
      close()
    } else if (event.key === "Enter") {
      event.preventDefault()
      const article = isShown ? articles[marked] : undefined
      if (article) {
        take(article)
      } else {
        close()
        onEnter?.()
      }
    }
  }
  return (
    <div className="relative">
      <input
        role="combobox"
        aria-label={label}
        aria-expanded={isShown}
        aria-controls={isShown ? id : undefined}
        aria-activedescendant={isShown && marked >= 0 ? `${id}-${marked}` : undefined}
        aria-autocomplete="list"
        aria-invalid={isInvalid || undefined}
        aria-describedby={describedBy}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={value}
        placeholder={placeholder}
        maxLength={255}
        onChange={({ target }) => {
          setIsOpen(true)
          setMarked(-1)
          onText(target.value)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          close()
          onLeave?.()
        }}
        className={cn(
          "h-11 w-full min-w-0 rounded-control border border-transparent bg-transparent px-2.5 text-base font-medium transition-colors sm:text-sm",
          "hover:border-line-control focus-visible:border-ask focus-visible:bg-surface focus-visible:outline-offset-0 aria-invalid:border-stop",
          className
        )}
      />
      {isShown && (
        <ul
          ref={list}
          id={id}
          role="listbox"
          aria-label={t("label")}
          className="absolute top-full left-0 z-30 mt-1 w-max max-w-[min(26rem,80vw)] min-w-full rounded-card border border-line bg-surface p-1.5 text-sm shadow-pop"
        >
          {articles.map((article, at) => (
            // Keys work in the field itself, which keeps the focus.
            <li
              key={article.sku}
              id={`${id}-${at}`}
              role="option"
              aria-selected={at === marked}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(article)}
              className="flex min-h-11 cursor-pointer flex-col justify-center rounded-control px-3 py-1.5 hover:bg-sunken aria-selected:bg-sunken"
            >
              <span className="font-medium">{article.sku}</span>
              <span className="truncate text-xs text-ink-soft">{article.name}</span>
            </li>
          ))}
          {articles.length === 0 && (
            <li role="option" aria-selected={false} aria-disabled className="px-3 py-2.5 text-ink-soft">
              {t("none")}
            </li>
          )}
        </ul>
      )}
    </div>
  )
}
