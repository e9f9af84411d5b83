import { beijingTime } from '../beijing-time.js'
import type { Contract, TerminationMode } from '../contracts/contract-book.js'

/** yyyy-MM-dd HH:mm:ss on Beijing's clock (the form is unverified). */
const timeText = (atMs: number): string => beijingTime(atMs).slice(0, 19).replace('T', ' ')
const MODES: Record<TerminationMode, string> = { USER_TERMINATE: '2', MCH_API_TERMINATE: '3' }

/** The contract as V2 answers a query: 0 signed, 1 not, 9 on the signing page (16-papay §1). */
export function contractXml(contract: Contract, nowMs: number): Record<string, string> {
  const { signed, terminated } = contract
  const isOpen = !signed && nowMs < contract.signUntilMs
  return {
    ...idsXml(contract),
    contract_display_account: contract.displayAccount,
    contract_state: signed && !terminated ? '0' : isOpen ? '9' : '1',
    ...(signed
      ? {
          contract_id: contract.contractId,
          contract_signed_time: timeText(signed.atMs),
          contract_expired_time: timeText(signed.expiresAtMs),
          openid: signed.openid,
        }
      : {}),
    ...(terminated
      ? {
          contract_terminated_time: timeText(terminated.atMs),
          contract_termination_mode: MODES[terminated.mode],
          contract_termination_remark: terminated.remark,
        }
      : {}),
  }
}

/** What the V2 notice tells: a contract came into being, or ended. */
export function contractNoticeXml(contract: Contract): Record<string, string> {
  const { signed, terminated } = contract
  return {
    ...idsXml(contract),
    contract_id: contract.contractId,
    openid: signed?.openid ?? '',
    change_type: terminated ? 'DELETE' : 'ADD',
    operate_time: timeText(terminated?.atMs ?? signed?.atMs ?? contract.createdAtMs),
    ...(signed ? { contract_expired_time: timeText(signed.expiresAtMs) } : {}),
    contract_termination_mode: terminated ? MODES[terminated.mode] : '0',
  }
}

function idsXml(contract: Contract): Record<string, string> {
  return {
    plan_id: String(contract.planId),
    contract_code: contract.outContractCode,
    request_serial: contract.v2?.requestSerial ?? '0',
  }
}
