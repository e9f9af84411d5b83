import { Ajv2020 } from 'ajv/dist/2020.js'

/** The OpenAPI document, as far as these tests read it. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> }
}

export interface Operation {
  readonly operationId: string
  readonly summary?: string
  readonly tags?: readonly string[]
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>
}

export interface Truth {
  /** Holds an answer against the document; throws with what differs. */
  check(method: string, path: string, answer: RealAnswer): void
  /** Operations, and documented 4xx statuses of them, that no answer has been seen of. */
  unseenOperations(): string[]
}

export interface RealAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: unknown
}

export function holdAgainst(document: Document): Truth {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  ajv.addFormat('date-time', (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text))
  ajv.addFormat('uri', (text: string) => URL.canParse(text))
  ajv.addFormat('binary', true)
  ajv.addSchema(document, 'document')
  const operations = Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      template,
      method,
      operation,
      pattern: new RegExp(`^${template.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`),
    })),
  )
  const seen = new Set<string>()

  return {
    check(method, path, { status, contentType, body }) {
      const plain = path.split('?', 1)[0] ?? ''
      const found = operations.find((one) => one.method === method.toLowerCase() && one.pattern.test(plain))
      if (found === undefined) throw new Error(`${method} ${path} is not in the document`)
      const { template, operation } = found
      const name = `${operation.operationId} ${status}`
      const described = operation.responses[status]
      if (described === undefined) throw new Error(`${name}: this status is not in the document`)
      seen.add(operation.operationId)
      if (described.content === undefined) {
        if (body !== null) throw new Error(`${name}: the document knows of no body`)
        return
      }
      const type = contentType.split(';', 1)[0] ?? ''
      if (!(type in described.content)) throw new Error(`${name}: ${type} is not in the document`)
      if (type !== 'application/json') return
      const parts = ['paths', template, found.method, 'responses', String(status), 'content', type, 'schema']
      const pointer = parts
        .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
        .join('/')
      const validate = ajv.getSchema(`document#/${pointer}`)
      if (validate === undefined) throw new Error(`${name}: no schema at ${pointer}`)
      if (validate(body) !== true)
        throw new Error(`${name}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(body)}`)
    },
    unseenOperations: () =>
      operations.map(({ operation }) => operation.operationId).filter((id) => !seen.has(id)),
  }
}
