export {
  type InstitutionAccount,
  openInstitutionAccounts,
  saveInstitutionAccount,
} from './institution-accounts.js'
export { MERCHANTS_REFUSALS } from './refusals.js'
export {
  listMerchants,
  type Merchant,
  type NewMerchant,
  readMerchantsById,
  registerMerchant,
} from './register-merchant.js'
export { registerMerchantsRoutes } from './routes.js'
