import type { Platform } from '../call.js'
import type { Share, Split } from './sharing-book.js'
import { receiverKey } from './sharing-book.js'
import { movedJson } from './sharing-json.js'

/** Splits finish a little later, each share by itself (13 §3). */
export interface SharingWork {
  begin(split: Split): void
  resume(): void
  /** The next share for this account is closed with the reason. */
  failNext(account: string, failReason: string): void
  /** Tells a receiving merchant about money that moved, if it wants to know. */
  tell(split: Split, share: Share, moved: { wxNumber: string; outNumber: string; isReturn: boolean }): void
}

const SPLIT_TAKES_MS = 2_000

interface PlannedFailure {
  id: string
  failReason: string
}

export function createSharingWork(platform: () => Platform): SharingWork {
  const schedule = (split: Split): void => {
    const { core, sharing } = platform()
    core.clock.at(split.finishAtMs, () => {
      // A reset may have forgotten it in the meantime.
      if (sharing.splits.get(split.id) === split && split.state === 'PROCESSING') finish(split)
    })
  }
  const finish = (split: Split): void => {
    const { core, sharing, merchants } = platform()
    const failures = core.store.collection<PlannedFailure>('wechatpay_sharing_failures')
    const nowMs = core.clock.nowMs()
    const seller = split.subMchid ?? split.mchid
    for (const share of split.shares) {
      share.finishedAtMs = nowMs
      const own = share.type === 'MERCHANT_ID' && share.account === seller
      const planned = failures.get(share.account)
      if (planned) failures.delete(share.account)
      const related =
        own ||
        sharing.receivers.get(receiverKey(split.receiversOf ?? seller, share.type, share.account)) !==
          undefined
      share.failReason = planned?.failReason ?? (related ? null : 'NO_RELATION')
      share.result = share.failReason === null ? 'SUCCESS' : 'CLOSED'
      // The rest that is released to the merchant itself was never anybody else's: freezes are not booked.
      if (share.result === 'SUCCESS' && !own) move(split, share, seller)
    }
    split.state = 'FINISHED'
    sharing.keepSplit(split)
    for (const share of split.shares) {
      if (share.result !== 'SUCCESS' || !merchants.has(share.account) || share.account === seller) continue
      tell(split, share, { wxNumber: split.splitId, outNumber: split.outOrderNo, isReturn: false })
    }
  }
  const move = (split: Split, share: Share, seller: string): void => {
    const { core, funds, merchants, openids } = platform()
    const common = { businessNo: split.splitId, name: '分账', type: '分账', voucher: share.detailId }
    funds.record({
      ...common,
      mchid: seller,
      amountMinor: -share.amountMinor,
      applicant: `${split.mchid}API`,
      remark: share.description,
    })
    if (merchants.has(share.account)) {
      funds.record({
        ...common,
        mchid: share.account,
        amountMinor: share.amountMinor,
        applicant: 'system',
        remark: share.description,
      })
      return
    }
    const user = openids.userOf(share.appid ?? '', share.account)
    if (!user) return
    core.wallets.receive(user.id, {
      payee: merchants.get(seller)?.name ?? seller,
      description: share.description,
      outTradeNo: split.outOrderNo,
      amountMinor: share.amountMinor,
    })
  }
  const tell: SharingWork['tell'] = (split, share, { wxNumber, outNumber, isReturn }) => {
    const { core, merchantBook } = platform()
    const url = merchantBook.settings(share.account).sharingNotifyUrl
    if (url === null) return
    core.notices.send({
      institution: 'wechatpay',
      operation: 'notice.sharing',
      event: 'TRANSACTION.SUCCESS',
      outTradeNo: outNumber,
      url,
      payload: {
        mchid: share.account,
        signer: split.signer,
        originalType: 'profitsharing',
        summary: isReturn ? '分账回退' : '分账',
        plaintext: movedJson({
          mchid: split.mchid,
          subMchid: split.subMchid,
          transactionId: split.transactionId,
          wxNumber,
          outNumber,
          receiver: share,
          atMs: core.clock.nowMs(),
        }),
      },
    })
  }

  return {
    tell,
    begin(split) {
      const { core, sharing } = platform()
      split.finishAtMs = core.clock.nowMs() + SPLIT_TAKES_MS * core.scale
      sharing.keepSplit(split)
      schedule(split)
    },
    resume() {
      for (const split of platform().sharing.splits.values())
        if (split.state === 'PROCESSING') schedule(split)
    },
    failNext(account, failReason) {
      const { core } = platform()
      core.store.collection<PlannedFailure>('wechatpay_sharing_failures').put({ id: account, failReason })
    },
  }
}
