type Words = readonly [zh: string, en: string]

const VOICES: Readonly<Record<string, Words>> = {
  CREATE: ['待审', 'waits'],
  SKIP: ['免审', 'not needed'],
  PASS: ['通过', 'passed'],
  REJECT: ['驳回', 'rejected'],
  NOT_CONFIRM: ['未在支付宝确认', 'has not agreed in Alipay yet'],
  FINISH: ['已确认', 'has agreed'],
  FAIL: ['不同意', 'has declined'],
}

/** Whom an application at Alipay waits for, from what it last answered; null for every other answer. */
export function zftProgress(answer: string, language: 'zh' | 'en'): string | null {
  const voices = /^031 (\S+) (\S+) (\S+)$/.exec(answer)?.slice(1)
  if (voices === undefined) return null
  const [data, risk, merchant] = voices.map((voice) => {
    const [zh, en] = VOICES[voice] ?? [voice, voice]
    return language === 'zh' ? zh : en
  })
  return language === 'zh'
    ? `客户资料${data}，风控${risk}，商户${merchant}`
    : `data ${data}, risk ${risk}, the merchant ${merchant}`
}
