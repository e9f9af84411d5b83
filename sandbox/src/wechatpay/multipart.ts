/** The two parts of an upload: what is signed, and the file. */
export interface Upload {
  meta: Buffer
  file: Buffer | null
}

const HEADER_END = Buffer.from('\r\n\r\n')

/** `multipart/form-data` with the parts `meta` and `file`; what is missing is empty (00-protocol §12). */
export function readUpload(contentType: string | undefined, body: Buffer): Upload {
  const found = /^multipart\/form-data\s*;.*boundary=(?:"([^"]{1,128})"|([^;\s]{1,128}))/i.exec(
    contentType ?? '',
  )
  const boundary = found?.[1] ?? found?.[2]
  const upload: Upload = { meta: Buffer.alloc(0), file: null }
  if (boundary === undefined) return upload
  const mark = Buffer.from(`--${boundary}`)
  let at = body.indexOf(mark)
  while (at !== -1) {
    const from = at + mark.length
    const next = body.indexOf(mark, from)
    if (next === -1) break
    // Each part ends with the line break before the next boundary.
    take(body.subarray(from, next - 2), upload)
    at = next
  }
  return upload
}

function take(part: Buffer, upload: Upload): void {
  const end = part.indexOf(HEADER_END)
  if (end === -1) return
  const name = /name="?([^";\r\n]*)"?/i.exec(part.subarray(0, end).toString('utf8'))?.[1]
  const content = part.subarray(end + HEADER_END.length)
  if (name === 'meta') upload.meta = content
  if (name === 'file') upload.file = content
}
