import type { App } from './apps.js'
import type { SentFile } from './wire/multipart.js'
import type { SignType } from './wire/signature.js'

/** Who calls and what stands beside the fields of the method, the same for the v2 gateway and for REST v3. */
export interface Caller {
  readonly app: App
  /** Whose trades: the merchant of the app, or the one that authorised a service provider. */
  readonly sellerId: string
  /** The app of that merchant, as notices name it. */
  readonly authAppId: string
  readonly signType: SignType
  readonly notifyUrl: string | null
  readonly returnUrl: string | null
  /** A user's token (alipay.user.info.share). */
  readonly authToken: string | null
  /** Signed in certificate mode. */
  readonly usesCertificate: boolean
  /** What came as files, by the name of the part. */
  readonly files: ReadonlyMap<string, SentFile>
}
