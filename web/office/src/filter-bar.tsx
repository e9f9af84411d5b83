interface FilterBarProps<Key extends string> {
  label: string
  current: Key
  choices: readonly Key[]
  nameOf: (key: Key) => string
  hrefOf: (key: Key) => string
}

/** Filters of a list as links: each can be opened, bookmarked and gone back from. Scrolls sideways on a phone. */
export function FilterBar<Key extends string>({
  label,
  current,
  choices,
  nameOf,
  hrefOf,
}: FilterBarProps<Key>) {
  return (
    <nav className="filter-bar" aria-label={label}>
      {choices.map((key) => (
        <a key={key} href={hrefOf(key)} aria-current={key === current ? 'true' : undefined}>
          {nameOf(key)}
        </a>
      ))}
    </nav>
  )
}
