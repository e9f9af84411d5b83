import { describe, expect, it } from 'vitest'
import { chineseFieldName, fieldName, flatFields } from './review-words.js'

describe('the fields of an application', () => {
  it('are listed one by one, with the path a rejection names', () => {
    const body = { contact_info: { contact_name: '李四' }, pics: ['a', 'b'], owner: true }
    expect(flatFields(body)).toEqual([
      { path: 'contact_info.contact_name', text: '李四' },
      { path: 'pics.0', text: 'a' },
      { path: 'pics.1', text: 'b' },
      { path: 'owner', text: 'true' },
    ])
  })

  it('have the names of the form, or their own', () => {
    expect(chineseFieldName('subject_info.business_license_info.license_copy')).toBe('营业执照照片')
    expect(fieldName('contact_info.contact_name', (_zh, en) => en)).toBe('Administrator’s name')
    expect(chineseFieldName('addition_info.unheard_of')).toBe('unheard_of')
  })
})
