export interface ComplaintsQuery {
  /** First day, `yyyy-MM-dd` in Beijing. */
  readonly begin_date: string
  /** Last day; at most 30 days after the first. */
  readonly end_date: string
  /** 1 to 50. Default 10. */
  readonly limit?: number
  readonly offset?: number
}

export interface Complaint {
  readonly complaint_id: string
  /** RFC 3339. */
  readonly complaint_time: string
  /** `PENDING`, `PROCESSING`, `PROCESSED`; more may come. */
  readonly complaint_state: string
  readonly complaint_detail?: string
  readonly problem_type?: string
  readonly problem_description?: string
  readonly complaint_order_info?: readonly {
    readonly transaction_id?: string
    readonly out_trade_no: string
    readonly amount?: number
  }[]
  readonly complaint_full_refunded?: boolean
}

export interface ComplaintList {
  readonly data: readonly Complaint[]
  readonly total_count: number
  readonly limit?: number
  readonly offset?: number
}
