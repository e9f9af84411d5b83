/** Transfer scenes with the texts a user may be shown and the report entries each demands (20-transfer §6). */
export interface Scene {
  perceptions: readonly string[]
  infoTypes: readonly string[]
}

export const SCENES: Readonly<Record<string, Scene>> = {
  '1000': { perceptions: ['活动奖励', '现金奖励'], infoTypes: ['活动名称', '奖励说明'] },
  '1002': { perceptions: ['行政补贴', '行政奖励'], infoTypes: ['补贴类型'] },
  '1004': { perceptions: ['保险理赔款'], infoTypes: ['保险产品备案编号', '保险名称', '保险操作单号'] },
  '1005': {
    perceptions: ['劳务报酬', '报销款', '企业补贴', '开工利是'],
    infoTypes: ['岗位类型', '报酬说明'],
  },
  '1009': { perceptions: ['货款'], infoTypes: ['采购商品名称'] },
  '1010': { perceptions: ['二手回收货款'], infoTypes: ['回收商品名称'] },
  '1011': { perceptions: ['退款', '商家赔付'], infoTypes: ['赔付原因'] },
  '1013': { perceptions: ['公益补助金'], infoTypes: ['公益活动名称', '公益活动备案编号'] },
}
