/** The account name that payers see. */
export const PAYEE_NAME = '沙箱示例商户'
