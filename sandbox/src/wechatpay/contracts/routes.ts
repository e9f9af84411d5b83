import { type Call, type Route, route } from '../call.js'
import { isObject } from '../fields.js'
import { inBody } from '../order-routes.js'
import { CHANNELS } from './contract-fields.js'
import { beginContract, queryContract, terminateContract } from './contracts.js'
import { applyDeduction } from './deduct.js'
import { announceDeduction, querySchedule, remindOfFailure, setSchedule } from './schedules.js'

const CONTRACT = '/v3/papay/sign/contracts/plan-id/:plan_id/out-contract-code/:out_contract_code'
const SCHEDULES = '/v3/papay/pay/schedules/contract-id/:contract_id'

// Fault rules name a contract by the merchant's number.
const codeInBody = (call: Call): string | null =>
  isObject(call.json) && typeof call.json.out_contract_code === 'string' ? call.json.out_contract_code : null
const codeInPath = (call: Call): string | null => call.params.out_contract_code ?? null
const ofContract = (call: Call): string | null =>
  call.platform.contracts.byContractId(call.merchant.mchid, call.params.contract_id ?? '')?.outContractCode ??
  null

const sides = [
  { side: 'direct', sign: '', announced: '/v3/papay', apply: '' },
  { side: 'partner', sign: '/partner', announced: '/v3/partner-papay', apply: '/partner' },
] as const

export const CONTRACT_ROUTES: readonly Route[] = [
  ...sides.flatMap(({ side, sign, announced, apply }) => [
    ...CHANNELS.map((channel) =>
      route(
        'POST',
        `/v3/papay/scheduled-deduct-sign${sign}/contracts/pre-entrust-sign/${channel}`,
        'contract_sign',
        codeInBody,
        beginContract(channel, side),
      ),
    ),
    route(
      'POST',
      `${announced}/contracts/:contract_id/notify`,
      'contract_announce',
      ofContract,
      announceDeduction(side),
    ),
    route(
      'POST',
      `${announced}/contracts/:contract_id/fail-notify`,
      'contract_remind',
      ofContract,
      remindOfFailure(side),
    ),
    route('POST', `/v3/papay/pay${apply}/transactions/apply`, 'deduct', inBody, applyDeduction(side)),
  ]),
  route('GET', CONTRACT, 'contract_query', codeInPath, queryContract),
  route('POST', `${CONTRACT}/terminate`, 'contract_terminate', codeInPath, terminateContract),
  route('POST', `${SCHEDULES}/schedule`, 'contract_schedule', ofContract, setSchedule),
  route('GET', SCHEDULES, 'contract_schedule_query', ofContract, querySchedule),
]
