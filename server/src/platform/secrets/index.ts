export { hashPassword, hashSecret, sameText, verifyPassword, verifySecret } from './hashes.js'
export { loadMasterKey, type MasterKeySource, parseMasterKey } from './master-key.js'
export { createVault, type Vault } from './vault.js'
