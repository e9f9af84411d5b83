/** One line of goods in an order (all order calls). */
export interface OrderGoods {
  /** Merchant's number of the goods: half-width letters, digits, `-`, `_`; at most 32. */
  merchant_goods_id: string
  wechatpay_goods_id?: string
  /** At most 256 characters. */
  goods_name?: string
  quantity: number
  /** Price of one after the merchant's own discount, in fen. */
  unit_price: number
}

export interface StoreInfo {
  id: string
  name?: string
  area_code?: string
  address?: string
}

export interface OrderScene {
  /** The payer's address, IPv4 or IPv6. */
  payer_client_ip: string
  device_id?: string
  store_info?: StoreInfo
}

/**
 * What every order call takes (Native m4012791877, JSAPI m4012791856, app m4013070347, H5 m4012791834).
 * The client adds `mchid`. Repeating a call with the same number and the same content returns a valid code again;
 * with other content it is refused.
 */
export interface PlaceOrderRequest {
  /** App id bound to the merchant number. */
  appid: string
  /** Shown in the payer's bill; at most 127 characters. */
  description: string
  /** Merchant's order number: 6 to 32 characters of `[0-9A-Za-z_\-|*]`, unique for the merchant. */
  out_trade_no: string
  /**
   * RFC 3339 with offset: payable until then. Less than a minute ahead is silently moved to one minute, more than 15
   * days to 15 days; absent means 7 days. The end of payability does not close the order.
   */
  time_expire?: string
  /** Comes back in queries, notices and bills; at most 128 characters. */
  attach?: string
  /** Whole URL without a query; at most 255 characters. */
  notify_url: string
  goods_tag?: string
  support_fapiao?: boolean
  amount: {
    /** In fen, above zero. */
    total: number
    currency?: 'CNY'
  }
  detail?: {
    /** Original total of the receipt, in fen. */
    cost_price?: number
    invoice_id?: string
    goods_detail?: OrderGoods[]
  }
  scene_info?: OrderScene
  settle_info?: {
    /** Freezes the proceeds for splitting; released by the platform after 30 days. */
    profit_sharing?: boolean
  }
}

/** Order for a QR code (m4012791877). */
export type NativeOrderRequest = PlaceOrderRequest

/** Order for the app SDK (m4013070347). */
export type AppOrderRequest = PlaceOrderRequest

/** Order inside WeChat: official account page or mini-program (m4012791856, m4012791897). */
export interface JsapiOrderRequest extends PlaceOrderRequest {
  payer: {
    /** The payer's openid under `appid`. */
    openid: string
  }
}

/** Order from a browser outside WeChat (m4012791834). */
export interface H5OrderRequest extends PlaceOrderRequest {
  scene_info: OrderScene & {
    h5_info: {
      type: 'Wap' | 'iOS' | 'Android'
      app_name?: string
      app_url?: string
      bundle_id?: string
      package_name?: string
    }
  }
}

/** `code_url` is drawn as a QR code, it is no web address; at most 64 characters, payable for two hours. */
export interface NativeOrderAnswer {
  code_url: string
}

/** `prepay_id` is good for two hours; sign it with the invocation helpers before it goes to a client. */
export interface PrepayAnswer {
  prepay_id: string
}

/** `h5_url` works for five minutes, from a page on a registered domain; `&redirect_url=` may be appended. */
export interface H5OrderAnswer {
  h5_url: string
}
