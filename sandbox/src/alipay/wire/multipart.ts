const CRLF = '\r\n'

/** The text fields of a multipart/form-data body, as raw bytes. File parts are left out: they are not signed. */
export function textFieldsOf(body: Buffer, contentType: string): Array<[Buffer, Buffer]> {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)
  if (!boundary) return []
  const mark = Buffer.from(`--${boundary[1] ?? boundary[2]}`)
  const fields: Array<[Buffer, Buffer]> = []
  let start = body.indexOf(mark)
  while (start >= 0) {
    const end = body.indexOf(mark, start + mark.length)
    if (end < 0) break
    const field = textFieldOf(body.subarray(start + mark.length + CRLF.length, end - CRLF.length))
    if (field) fields.push(field)
    start = end
  }
  return fields
}

function textFieldOf(part: Buffer): [Buffer, Buffer] | null {
  const headEnd = part.indexOf(CRLF + CRLF)
  if (headEnd < 0) return null
  const head = part.subarray(0, headEnd).toString('latin1')
  const name = /\bname="([^"]*)"/i.exec(head)
  if (!name || /\bfilename="/i.test(head)) return null
  return [Buffer.from(name[1]!, 'latin1'), part.subarray(headEnd + 4)]
}
