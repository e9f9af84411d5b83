import { type Route, route } from '../call.js'
import { uploadPicture, uploadVideo } from './media.js'
import { queryByCode, queryById } from './query-applyment.js'
import { modifySettlement, querySettlement, querySettlementChange } from './settlement.js'
import { submitForProvider } from './submit-applyment.js'

const APPLYMENT = '/v3/applyment4sub/applyment'
const SETTLEMENT = '/v3/apply4sub/sub_merchants/:sub_mchid'
const MEDIA = '/v3/merchant/media'
const none = (): null => null

export const ONBOARDING_ROUTES: readonly Route[] = [
  // The slash at the end is documented.
  route('POST', `${APPLYMENT}/`, 'applyment', none, submitForProvider),
  route('GET', `${APPLYMENT}/business_code/:business_code`, 'applyment_query', none, queryByCode),
  route('GET', `${APPLYMENT}/applyment_id/:applyment_id`, 'applyment_query', none, queryById),
  route('POST', `${SETTLEMENT}/modify-settlement`, 'settlement_modify', none, modifySettlement),
  route('GET', `${SETTLEMENT}/settlement`, 'settlement_query', none, querySettlement),
  route('GET', `${SETTLEMENT}/application/:application_no`, 'settlement_query', none, querySettlementChange),
  { ...route('POST', `${MEDIA}/upload`, 'media_upload', none, uploadPicture), upload: true },
  { ...route('POST', `${MEDIA}/video_upload`, 'media_upload', none, uploadVideo), upload: true },
]
