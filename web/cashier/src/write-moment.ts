/** A moment on the shopper's own clock, to the minute: "2026-11-22 14:30". */
export function writeMoment(time: string): string {
  const date = new Date(time)
  const two = (n: number) => n.toString().padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`
}
