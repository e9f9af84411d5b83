const CRLF = '\r\n'

export interface SentFile {
  readonly name: string
  readonly content: Buffer
}

export interface MultipartBody {
  /** Raw bytes: the charset is named by one of them. */
  readonly fields: Array<[Buffer, Buffer]>
  /** By the name of their part. They are not signed. */
  readonly files: ReadonlyMap<string, SentFile>
}

/** A multipart/form-data body taken apart. */
export function readMultipart(body: Buffer, contentType: string): MultipartBody {
  const fields: Array<[Buffer, Buffer]> = []
  const files = new Map<string, SentFile>()
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)
  if (!boundary) return { fields, files }
  const mark = Buffer.from(`--${boundary[1] ?? boundary[2]}`)
  let start = body.indexOf(mark)
  while (start >= 0) {
    const end = body.indexOf(mark, start + mark.length)
    if (end < 0) break
    const part = partOf(body.subarray(start + mark.length + CRLF.length, end - CRLF.length))
    if (part?.filename !== undefined) files.set(part.name, { name: part.filename, content: part.content })
    else if (part) fields.push([Buffer.from(part.name, 'latin1'), part.content])
    start = end
  }
  return { fields, files }
}

function partOf(part: Buffer): { name: string; filename: string | undefined; content: Buffer } | null {
  const headEnd = part.indexOf(CRLF + CRLF)
  if (headEnd < 0) return null
  const head = part.subarray(0, headEnd)
  const name = /(?:^|[\s;])name="([^"]*)"/i.exec(head.toString('latin1'))
  if (!name) return null
  const filename = /\bfilename="([^"]*)"/i.exec(head.toString('utf8'))?.[1]
  return { name: name[1]!, filename, content: part.subarray(headEnd + 4) }
}
