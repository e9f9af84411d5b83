import type { Endpoint } from './endpoint.js'
import { REFUSAL } from './schemas.js'

const JSON_TYPE = 'application/json'

/** The OpenAPI document of what is served: made from the same rows. */
export function openApiDocument(endpoints: readonly Endpoint[]): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hutong sandbox: control and phone',
      version: '0.1.0',
      description: '沙箱的控制接口与手机接口。The sandbox moved by hand, and the phone to pay with.',
    },
    paths,
  }
}

function operation(endpoint: Endpoint): object {
  const inPath = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const properties = (endpoint.query as { properties?: Record<string, object> } | undefined)?.properties ?? {}
  const inQuery = Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', schema }))
  const refusal = { content: { [JSON_TYPE]: { schema: REFUSAL } } }
  return {
    summary: endpoint.summary,
    parameters: [...inPath, ...inQuery],
    ...(endpoint.body
      ? { requestBody: { required: true, content: { [JSON_TYPE]: { schema: endpoint.body } } } }
      : {}),
    responses: {
      ...(endpoint.answer === null
        ? { 204: { description: '已完成 / done' } }
        : {
            200: { description: '已完成 / done', content: { [JSON_TYPE]: { schema: endpoint.answer } } },
          }),
      400: { description: '请求有误 / the request is wrong', ...refusal },
      404: { description: '没有这条记录 / no such record', ...refusal },
      409: { description: '被拒绝 / refused', ...refusal },
    },
  }
}
