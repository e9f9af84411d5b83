import type { Platform } from '../call.js'
import type { Contract } from './contract-book.js'

/** What a user with a phone does about contracts. */
export interface ContractControl {
  contracts(): Contract[]
  /** The user signs on the phone; null when nothing waits for this user's signature under the number. */
  signContract(outContractCode: string, userId?: string): Contract | null
  /** The user ends it in the wallet; null when there is none in force. */
  endContract(outContractCode: string): Contract | null
}

export function contractControl(platform: Platform): ContractControl {
  const { core, contracts, contractWork } = platform
  return {
    contracts: () => [...contracts.kept.values()],
    signContract(outContractCode, userId = core.wallets.defaultUser('wechat').id) {
      const contract = contracts.byNumber(outContractCode)
      return contract && contractWork.sign(contract, userId) ? contract : null
    },
    endContract(outContractCode) {
      const contract = contracts.byNumber(outContractCode)
      if (!contract?.signed || contract.terminated) return null
      contractWork.terminate(contract, 'USER_TERMINATE', '用户解约')
      return contract
    },
  }
}
