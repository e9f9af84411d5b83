import { type Call, type Route, route } from '../call.js'
import { isObject } from '../fields.js'
import { inBody } from '../order-routes.js'
import { CHANNELS } from './contract-fields.js'
import { beginContract, queryContract, terminateContract } from './contracts.js'
import { applyDeduction } from './deduct.js'
import { announceDeduction, querySchedule, remindOfFailure, setSchedule } from './schedules.js'

const CONTRACT = '/v3/papay/sign/contracts/plan-id/:plan_id/out-contract-code/:out_contract_code'
const SCHEDULES = '/v3/papay/pay/schedules/contract-id/:contract_id'
const ANNOUNCED = '/v3/papay/contracts/:contract_id'

// Fault rules name a contract by the merchant's number.
const codeInBody = (call: Call): string | null =>
  isObject(call.json) && typeof call.json.out_contract_code === 'string' ? call.json.out_contract_code : null
const codeInPath = (call: Call): string | null => call.params.out_contract_code ?? null
const ofContract = (call: Call): string | null =>
  call.platform.contracts.byContractId(call.merchant.mchid, call.params.contract_id ?? '')?.outContractCode ??
  null

export const CONTRACT_ROUTES: readonly Route[] = [
  ...CHANNELS.map((channel) =>
    route(
      'POST',
      `/v3/papay/scheduled-deduct-sign/contracts/pre-entrust-sign/${channel}`,
      'contract_sign',
      codeInBody,
      beginContract(channel),
    ),
  ),
  route('GET', CONTRACT, 'contract_query', codeInPath, queryContract),
  route('POST', `${CONTRACT}/terminate`, 'contract_terminate', codeInPath, terminateContract),
  route('POST', `${SCHEDULES}/schedule`, 'contract_schedule', ofContract, setSchedule),
  route('GET', SCHEDULES, 'contract_schedule_query', ofContract, querySchedule),
  route('POST', `${ANNOUNCED}/notify`, 'contract_announce', ofContract, announceDeduction),
  route('POST', `${ANNOUNCED}/fail-notify`, 'contract_remind', ofContract, remindOfFailure),
  route('POST', '/v3/papay/pay/transactions/apply', 'deduct', inBody, applyDeduction),
]
