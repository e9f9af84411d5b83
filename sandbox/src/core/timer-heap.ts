export interface HeapEntry {
  atMs: number
  order: number
  run: (() => void) | null
}

/** Timers by due time, first in first out at the same time: a plain binary heap, because notices come by the thousand. */
export class TimerHeap {
  private readonly entries: HeapEntry[] = []

  peek(): HeapEntry | undefined {
    return this.entries[0]
  }

  clear(): void {
    this.entries.length = 0
  }

  push(entry: HeapEntry): void {
    const heap = this.entries
    let at = heap.length
    heap.push(entry)
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!before(entry, heap[parent]!)) break
      heap[at] = heap[parent]!
      at = parent
    }
    heap[at] = entry
  }

  pop(): HeapEntry | undefined {
    const heap = this.entries
    const top = heap[0]
    const last = heap.pop()
    if (!top || !last || heap.length === 0) return top
    let at = 0
    for (;;) {
      let child = at * 2 + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1
      if (!before(heap[child]!, last)) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = last
    return top
  }
}

function before(left: HeapEntry, right: HeapEntry): boolean {
  return left.atMs < right.atMs || (left.atMs === right.atMs && left.order < right.order)
}
