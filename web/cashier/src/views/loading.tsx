/** The same bones as in the page's own markup, in the same places, so that nothing jumps when the facts arrive. */
export function LoadingView() {
  return (
    <>
      <div class="card summary" aria-hidden="true">
        <div class="bone bone-line" />
        <div class="bone bone-amount" />
        <div class="bone bone-chip" />
      </div>
      <div class="card panel" aria-hidden="true">
        <div class="bone bone-title" />
        <div class="bone bone-row" />
        <div class="bone bone-row" />
      </div>
    </>
  )
}
