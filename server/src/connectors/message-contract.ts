// Messages that are about no payment: an institution says that something of ours has changed there.

/** What is asked about sooner than it would have been. Beyond that a message proves nothing. */
export type MessageAbout =
  /** A merchant's application was decided; the institution's number of it. */
  | { readonly kind: 'application'; readonly institutionRef: string }
  /** A complaint about a payment of this account was made or has moved. */
  | { readonly kind: 'complaints' }

export type MessageReading =
  | {
      readonly ok: true
      /** The same for every delivery of it. */
      readonly eventId: string
      /** What the institution calls its kind. */
      readonly name: string
      /** Null: of a kind that this platform does nothing about. */
      readonly about: MessageAbout | null
    }
  | {
      readonly ok: false
      readonly because: 'bad_signature' | 'unreadable' | 'another_merchant'
      readonly message: string
    }
