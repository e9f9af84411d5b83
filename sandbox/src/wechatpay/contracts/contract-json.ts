import { beijingTime } from '../beijing-time.js'
import { type Contract, scheduleState } from './contract-book.js'

/** Whose contract it is; a provider's members are named as in its orders (unverified). */
function whoJson(contract: Contract): Record<string, unknown> {
  const { partner } = contract
  if (!partner) return { mchid: contract.mchid, appid: contract.appid }
  return {
    sp_mchid: contract.mchid,
    sp_appid: contract.appid,
    sub_mchid: partner.subMchid,
    ...(partner.subAppid === null ? {} : { sub_appid: partner.subAppid }),
  }
}

function userJson(contract: Contract, signed: NonNullable<Contract['signed']>): Record<string, unknown> {
  if (!contract.partner) return { openid: signed.openid }
  return {
    sp_openid: signed.openid,
    ...(signed.subOpenid === undefined ? {} : { sub_openid: signed.subOpenid }),
  }
}

/** The contract of queries and notices (16-papay §3). */
export function contractJson(contract: Contract): Record<string, unknown> {
  const { signed, terminated, schedule } = contract
  return {
    ...whoJson(contract),
    ...(signed ? { contract_id: contract.contractId } : {}),
    plan_id: contract.planId,
    out_contract_code: contract.outContractCode,
    contract_display_account: contract.displayAccount,
    contract_state: terminated ? 'TERMINATED' : 'SIGNED',
    ...(signed
      ? {
          contract_signed_time: beijingTime(signed.atMs),
          contract_expired_time: beijingTime(signed.expiresAtMs),
          ...userJson(contract, signed),
        }
      : {}),
    ...(terminated
      ? {
          contract_terminate_info: {
            contract_termination_mode: terminated.mode,
            contract_terminated_time: beijingTime(terminated.atMs),
            contract_termination_remark: terminated.remark,
          },
        }
      : {}),
    ...(contract.outUserCode === null ? {} : { out_user_code: contract.outUserCode }),
    ...(schedule
      ? {
          deduct_schedule: {
            estimated_deduct_date: schedule.startDate,
            estimated_deduct_amount: { total: schedule.amountMinor, currency: 'CNY' },
            ...(schedule.description === null ? {} : { description: schedule.description }),
          },
        }
      : {}),
  }
}

export function scheduleJson(contract: Contract, today: string): Record<string, unknown> {
  const { schedule } = contract
  const state = scheduleState(schedule, today)
  if (!schedule) return { schedule_state: state }
  const { deducted } = schedule
  return {
    schedule_state: state,
    deduct_start_date: schedule.startDate,
    deduct_end_date: schedule.endDate,
    scheduled_amount: { total: schedule.amountMinor, currency: 'CNY' },
    ...(deducted
      ? { deduct_amount: { total: deducted.amountMinor, currency: 'CNY' }, deduct_date: deducted.date }
      : {}),
  }
}
