export { type AeadEnvelope, openAead, sealAead } from './wire/aead.js'
export {
  AUTHORIZATION_SCHEME,
  type AuthorizationMembers,
  buildAuthorization,
  type ParsedAuthorization,
  parseAuthorization,
} from './wire/authorization.js'
export { createNonce } from './wire/nonce.js'
export { decryptOaep, encryptOaep } from './wire/oaep.js'
export { appPayMessage, appPaySign, type Invocation, jsapiPayMessage, jsapiPaySign } from './wire/pay-sign.js'
export { type RequestToSign, requestMessage } from './wire/request-message.js'
export { type ResponseToVerify, responseMessage } from './wire/response-message.js'
export { isPublicKeyId, normaliseSerial } from './wire/serial.js'
export { signMessage } from './wire/sign-message.js'
export { verifyMessage } from './wire/verify-message.js'
