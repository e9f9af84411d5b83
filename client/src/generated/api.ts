// Written by generate.mjs from openapi.json; changes made here are lost.

export interface paths {
    "/v1/checkouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List checkouts */
        get: operations["listCheckouts"];
        put?: never;
        /**
         * Place a checkout
         * @description What one shopper owes now: the orders of one or more merchants, paid together. The amount is the sum of the items.
         */
        post: operations["placeCheckout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkouts/{checkoutId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a checkout */
        get: operations["readCheckout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkouts/{checkoutId}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a payment
         * @description A pending attempt at another institution is asked about and closed there first, so that a checkout is paid once.
         */
        post: operations["startAttempt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkouts/{checkoutId}/attempts/{attemptId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an attempt */
        get: operations["readAttempt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkouts/{checkoutId}/attempts/{attemptId}/qr.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The QR code as a PNG image */
        get: operations["drawQrPng"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkouts/{checkoutId}/attempts/{attemptId}/qr.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The QR code as an SVG image */
        get: operations["drawQrSvg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkouts/{checkoutId}/attempts/{attemptId}/recheck": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the institution now
         * @description Attempts are asked about by themselves; this is for a person who is waiting. At most once in two seconds.
         */
        post: operations["recheckAttempt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkouts/{checkoutId}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a checkout
         * @description Attempts are closed at their institutions first: the answer may still say `closing`, or `paid` when it turns out that the shopper has paid.
         */
        post: operations["closeCheckout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkouts/{checkoutId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch a checkout
         * @description Server-sent events: an event `checkout` with the Checkout as data, at once and whenever it changes.
         */
        get: operations["watchCheckout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkouts/{checkoutId}/methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which methods may be used, and why not
         * @description The same function draws the cashier and answers support. `at` asks about a past moment: the rules, the merchants and the checkout as they stood then.
         */
        get: operations["readMethods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkouts/{checkoutId}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List a checkout's refunds */
        get: operations["listRefunds"];
        put?: never;
        /**
         * Request a refund
         * @description The money goes back to the payer who paid. Send an Idempotency-Key: a part of an order may be refunded more than once, so only the key tells a repetition from a second refund.
         */
        post: operations["requestRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkouts/{checkoutId}/refunds/{refundId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a refund */
        get: operations["readRefund"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkouts/{checkoutId}/refunds/{refundId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a refund again
         * @description For a refund that needs a person, after the cause was settled. The institution is asked first; nothing is paid out twice.
         */
        post: operations["retryRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkouts/{checkoutId}/story": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what happened
         * @description Calls, notices, moves and ledger transfers in the order in which they happened.
         */
        get: operations["readStory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List merchants */
        get: operations["listMerchants"];
        put?: never;
        /**
         * Register a merchant
         * @description Registering the same merchant again changes nothing and answers with the one that stands.
         */
        post: operations["registerMerchant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a merchant */
        get: operations["readMerchant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/methods/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Which methods a cart would be offered, and why
         * @description For a cart that need not exist, now or at a past moment. Changes nothing.
         */
        post: operations["explainMethods"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List deliveries */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries/{deliveryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a delivery with its tries */
        get: operations["readWebhookDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries/{deliveryId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery again
         * @description Under the same webhook-id, delivered before or not: your receiver does nothing twice for it.
         */
        post: operations["replayWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List endpoints */
        get: operations["listWebhookEndpoints"];
        put?: never;
        /**
         * Register an endpoint
         * @description Events are sent as Standard Webhooks says: signed, with webhook-id, webhook-timestamp and webhook-signature, and tried again for more than a day.
         */
        post: operations["registerWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpointId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an endpoint */
        get: operations["readWebhookEndpoint"];
        put?: never;
        post?: never;
        /**
         * Delete an endpoint
         * @description What still waits for it is marked as failed.
         */
        delete: operations["deleteWebhookEndpoint"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpointId}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enable an endpoint again
         * @description What waited while it was disabled is sent.
         */
        post: operations["enableWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpointId}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate the secret
         * @description A new secret signs from now on. The secrets so far stay valid for the overlap, in which each delivery carries a signature of each.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Why the request was not carried out. */
        Problem: {
            /** @description Stable name of the refusal; programs decide by it. */
            code: string;
            /** @description What happened and what it means for the money, in Chinese. */
            message: string;
            /** @description The same in English. */
            messageEn: string;
            /** @description What to do next, in Chinese. */
            next?: string;
            /** @description What to do next, in English. */
            nextEn?: string;
            /**
             * @description never: change the request first. later: the same request may succeed later. same: repeat exactly this request.
             * @enum {string}
             */
            retry: "never" | "later" | "same";
            /** @description Particulars of this refusal, such as the field or the amount concerned. */
            details?: {
                [key: string]: string | number | boolean | null;
            };
            /** @description Quote it when asking for help; also in the X-Request-Id header. */
            requestId: string;
        };
        /** @description A seller on the marketplace. */
        Merchant: {
            /**
             * @description The merchant's id: letters, digits, `_` and `-`. Yours if you gave one.
             * @example merchant_lanterns
             */
            id: string;
            /**
             * @description Name that shoppers see.
             * @example 灯笼铺
             */
            name: string;
            /**
             * @description Name in English.
             * @example Lantern Lane
             */
            nameEn: string | null;
            /**
             * @description What the merchant sells.
             * @example home
             */
            category: string | null;
            /**
             * @description Where the merchant is.
             * @example 浙江
             */
            region: string | null;
            /**
             * @description How large the merchant is.
             * @enum {string|null}
             */
            size: "small" | "medium" | "large" | null;
            /**
             * Format: date-time
             * @description When the merchant was registered. RFC 3339, UTC.
             * @example 2026-11-22T06:30:00.000Z
             */
            createdAt: string;
        };
        Item: {
            /**
             * @description The item's id.
             * @example it_01JD8Z0VJ3_1
             */
            id: string;
            /**
             * @description Name as the shopper saw it.
             * @example 竹灯笼
             */
            name: string;
            /**
             * @description Kind of goods; institutions have rules by kind.
             * @example home
             */
            category: string;
            /**
             * @description Your own number of the goods.
             * @example LANTERN-S
             */
            sku: string | null;
            /**
             * @description How many.
             * @example 2
             */
            quantity: number;
            /**
             * @description Price of one, in whole minor units (fen for CNY).
             * @example 4400
             */
            unitPriceMinor: number;
            /** @description How many are in refunds under way or done. */
            refundedQuantity: number;
            /** @description Picture for cashier and workbench. */
            imageUrl: string | null;
        };
        /** @description One merchant's part of a checkout. */
        Order: {
            /**
             * @description The order's id.
             * @example or_01JD8Z0VJ3_1
             */
            id: string;
            /**
             * @description Your number of this order.
             * @example O-2026-1001
             */
            reference: string;
            /** @description Whose order it is. */
            merchant: {
                /**
                 * @description The merchant's id.
                 * @example merchant_lanterns
                 */
                id: string;
                /**
                 * @description Name that shoppers see.
                 * @example 灯笼铺
                 */
                name: string;
                /**
                 * @description Name in English.
                 * @example Lantern Lane
                 */
                nameEn: string | null;
            };
            /**
             * @description Sum of its items. Whole minor units of the currency (fen for CNY): 8800 is CNY 88.00.
             * @example 8800
             */
            amountMinor: number;
            /**
             * @description What has been given back. Whole minor units of the currency (fen for CNY): 8800 is CNY 88.00.
             * @example 8800
             */
            refundedMinor: number;
            /** @description What was bought. */
            items: components["schemas"]["Item"][];
        };
        Shopper: {
            /**
             * @description Your id of the shopper.
             * @example shopper_7
             */
            id: string;
            /**
             * @description Name, if you gave one.
             * @example 小林
             */
            name: string | null;
        };
        /** @description What one shopper owes now: one or more orders, one amount, one deadline. */
        Checkout: {
            /**
             * @description The checkout's id.
             * @example co_01JD8Z0VJ3
             */
            id: string;
            /**
             * @description Your number of this checkout; unique.
             * @example C-2026-1001
             */
            reference: string;
            /**
             * @description open: can be paid. closing: being closed at the institutions; it may still turn out paid. paid and closed: final.
             * @example open
             * @enum {string}
             */
            state: "open" | "closing" | "paid" | "closed";
            /**
             * @description Why it is closing or closed.
             * @enum {string|null}
             */
            closeReason: "expired" | "requested" | null;
            /**
             * @description What the shopper owes: the sum of the orders. Whole minor units of the currency (fen for CNY): 8800 is CNY 88.00.
             * @example 8800
             */
            amountMinor: number;
            /**
             * @description ISO 4217 code.
             * @example CNY
             */
            currency: string;
            /**
             * @description What has been given back. Whole minor units of the currency (fen for CNY): 8800 is CNY 88.00.
             * @example 8800
             */
            refundedMinor: number;
            /**
             * @description How much of it has been given back.
             * @example none
             * @enum {string}
             */
            refundState: "none" | "part" | "full";
            /**
             * @description What the wallet shows the payer.
             * @example 胡同集市订单
             */
            description: string;
            shopper: components["schemas"]["Shopper"];
            /** @description Where the cashier leads when it is done. */
            returnUrl: string | null;
            /** @description Your own notes. */
            metadata: {
                [key: string]: string;
            };
            /**
             * @description Set once a code was issued that cannot be called back: other institutions are hidden from then on.
             * @enum {string|null}
             */
            lockedTo: "wechatpay" | "alipay" | null;
            /** @description Each merchant's part. */
            orders: components["schemas"]["Order"][];
            /** @description Tries to pay, oldest first. */
            attempts: components["schemas"]["Attempt"][];
            /** @description Refunds, oldest first. */
            refunds: components["schemas"]["Refund"][];
            /**
             * @description The attempt that paid it.
             * @example at_01JD8Z0VJ3_1
             */
            paidAttemptId: string | null;
            /**
             * Format: date-time
             * @description It closes by itself then. RFC 3339, UTC.
             * @example 2026-11-22T06:30:00.000Z
             */
            deadlineAt: string;
            /**
             * Format: date-time
             * @description When it was made. RFC 3339, UTC.
             * @example 2026-11-22T06:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was paid. RFC 3339, UTC.
             * @example 2026-11-22T06:30:00.000Z
             */
            paidAt: string | null;
            /**
             * Format: date-time
             * @description When it was closed. RFC 3339, UTC.
             * @example 2026-11-22T06:30:00.000Z
             */
            closedAt: string | null;
            /** @description Page where the shopper pays. The link is the key: hand it to the shopper only. */
            cashierUrl: string;
        };
        /** @description One thing that happened to a checkout. */
        StoryEntry: {
            /** @description Place in the story. */
            id: string;
            /**
             * Format: date-time
             * @description When it happened. RFC 3339, UTC.
             * @example 2026-11-22T06:30:00.000Z
             */
            at: string;
            /**
             * @description What happened.
             * @example checkout.paid
             */
            kind: string;
            /** @description The attempt, refund or order that it is about. */
            subject: string | null;
            /** @description In one line, in Chinese. */
            title: string;
            /** @description In one line, in English. */
            titleEn: string;
            /** @description Figures and numbers of this entry. */
            data: {
                [key: string]: unknown;
            };
            /** @description A person should look at it. */
            alarm: boolean;
        };
        /** @description Why it did not work. */
        Failure: {
            /**
             * @description The institution's own code, for support.
             * @example PARAM_ERROR
             */
            code: string;
            /** @description What happened, in Chinese. */
            message: string;
            /** @description What happened, in English. */
            messageEn: string;
        };
        /**
         * @description What the payer must do next.
         * @example {
         *       "type": "show_qr",
         *       "content": "weixin://wxpay/bizpayurl?pr=QGg0MVazz",
         *       "imageUrl": "https://pay.example.com/cashier/api/checkouts/co_1/attempts/at_1/qr.png?k=token",
         *       "expiresAt": "2026-11-22T08:30:00.000Z"
         *     }
         */
        Action: {
            /**
             * @description show_qr: draw `content` as a QR code, or show `imageUrl`. redirect: send the browser to `url`. wait: nothing; we are asking the institution.
             * @enum {string}
             */
            type: "show_qr" | "redirect" | "wait";
            /** @description show_qr: the text of the QR code. */
            content?: string;
            /** @description show_qr: the code as an image. */
            imageUrl?: string;
            /** @description redirect: where the browser goes, with GET. */
            url?: string;
            /**
             * Format: date-time
             * @description It cannot be paid after this.
             */
            expiresAt?: string;
        };
        /** @description One try to pay a checkout with one method. */
        Attempt: {
            /**
             * @description The attempt's id.
             * @example at_01JD8Z0VJ3_1
             */
            id: string;
            /**
             * @description Institution and product, as the shopper sees them.
             * @example wechatpay_scan
             * @enum {string}
             */
            method: "wechatpay_scan" | "wechatpay_jump" | "alipay_scan" | "alipay_jump";
            /**
             * @description Where the shopper is: decides which product of an institution can be used.
             * @example desktop_web
             * @enum {string}
             */
            scene: "desktop_web" | "mobile_web" | "app" | "official_account" | "mini_program";
            /**
             * @description Who moves the money.
             * @example wechatpay
             * @enum {string}
             */
            institution: "wechatpay" | "alipay";
            /**
             * @description created and unknown: the institution is being asked. pending: the payer can pay. closing: being closed at the institution. paid: this is what paid the checkout. surplus: it was paid although the checkout was paid or closed already, and is being given back. closed and failed: nothing was paid.
             * @example created
             * @enum {string}
             */
            state: "created" | "unknown" | "pending" | "closing" | "paid" | "surplus" | "closed" | "failed";
            /**
             * @description What the payer is asked for. Whole minor units of the currency (fen for CNY): 8800 is CNY 88.00.
             * @example 8800
             */
            amountMinor: number;
            /**
             * @description ISO 4217 code.
             * @example CNY
             */
            currency: string;
            /**
             * @description Our number at the institution.
             * @example 01JD8Z0VJ3A1
             */
            outTradeNo: string;
            /**
             * @description The institution's number of the payment.
             * @example 4200002126
             */
            institutionReference: string | null;
            /** @description What the payer must do next; null when there is nothing to do any more. */
            action: components["schemas"]["Action"] | null;
            /** @description Why it failed. */
            failure: components["schemas"]["Failure"] | null;
            /**
             * Format: date-time
             * @description When it stops being payable at the institution. RFC 3339, UTC.
             * @example 2026-11-22T06:30:00.000Z
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description When it was started. RFC 3339, UTC.
             * @example 2026-11-22T06:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When the payer paid, as the institution says. RFC 3339, UTC.
             * @example 2026-11-22T06:30:00.000Z
             */
            paidAt: string | null;
        };
        /** @description Why a refund needs a person. */
        RefundFailure: {
            /**
             * @description The institution's own code, for support.
             * @example NOT_ENOUGH
             */
            code: string;
            /** @description What happened and where the money is, in Chinese. */
            message: string;
            /** @description What happened and where the money is, in English. */
            messageEn: string;
            /** @description What to do next, in Chinese. */
            next: string | null;
            /** @description What to do next, in English. */
            nextEn: string | null;
        };
        RefundPart: {
            /**
             * @description The order that money goes back for.
             * @example or_01JD8Z0VJ3_1
             */
            orderId: string;
            /**
             * @description The item, when the refund names items.
             * @example it_01JD8Z0VJ3_1
             */
            itemId: string | null;
            /** @description How many of the item. */
            quantity: number | null;
            /**
             * @description What goes back for this part. Whole minor units of the currency (fen for CNY): 8800 is CNY 88.00.
             * @example 8800
             */
            amountMinor: number;
        };
        /** @description Money back to the payer who paid. */
        Refund: {
            /**
             * @description The refund's id.
             * @example re_01JD8Z0VJ3_1
             */
            id: string;
            /**
             * @description The checkout's id.
             * @example co_01JD8Z0VJ3
             */
            checkoutId: string;
            /**
             * @description The order, when the refund is for one order.
             * @example or_01JD8Z0VJ3_1
             */
            orderId: string | null;
            /**
             * @description The payment that it is taken from.
             * @example at_01JD8Z0VJ3_1
             */
            attemptId: string;
            /**
             * @description requested: asked for by you or the seller. surplus: a second or late payment that goes back by itself.
             * @example requested
             * @enum {string}
             */
            kind: "requested" | "surplus";
            /**
             * @description What goes back to the payer. Whole minor units of the currency (fen for CNY): 8800 is CNY 88.00.
             * @example 8800
             */
            amountMinor: number;
            /**
             * @description ISO 4217 code.
             * @example CNY
             */
            currency: string;
            /**
             * @description Why, as the payer may see it.
             * @example 少发一件
             */
            reason: string;
            /**
             * @description created, unknown and processing: on its way, nothing to do. succeeded: the payer has the money. abnormal: the institution could not pay it out and a person must decide. failed: nothing was given back.
             * @example created
             * @enum {string}
             */
            state: "created" | "unknown" | "processing" | "succeeded" | "abnormal" | "failed";
            /** @description What it is made of. */
            parts: components["schemas"]["RefundPart"][];
            /**
             * @description Our number at the institution.
             * @example 01JD8Z0VJ3R1
             */
            outRefundNo: string;
            /**
             * @description The institution's number of the refund.
             * @example 5030000710
             */
            institutionReference: string | null;
            /** @description Why it needs a person; null while all is well. */
            failure: components["schemas"]["RefundFailure"] | null;
            /**
             * Format: date-time
             * @description When it was asked for. RFC 3339, UTC.
             * @example 2026-11-22T06:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When the institution paid it out. RFC 3339, UTC.
             * @example 2026-11-22T06:30:00.000Z
             */
            finishedAt: string | null;
        };
        /** @description An address of yours that is told what happens. */
        WebhookEndpoint: {
            /**
             * @description The endpoint's id.
             * @example we_8f2c41d09b7a63e5f10c
             */
            id: string;
            /**
             * @description Where events are sent, with POST.
             * @example https://shop.example.com/hooks
             */
            url: string;
            /** @description The events that are sent; empty for all. */
            events: ("checkout.paid" | "checkout.closed" | "refund.succeeded" | "refund.failed" | "refund.abnormal")[];
            /** @description While false, deliveries wait and nothing is dropped. */
            enabled: boolean;
            /**
             * @description gone: it answered 410. failing: no success for five days. requested: by a person.
             * @enum {string|null}
             */
            disabledBecause: "gone" | "failing" | "requested" | null;
            /**
             * Format: date-time
             * @description When it was disabled. RFC 3339, UTC.
             * @example 2026-11-22T06:30:00.000Z
             */
            disabledAt: string | null;
            /**
             * Format: date-time
             * @description Since when every try has failed; null while tries succeed. RFC 3339, UTC.
             * @example 2026-11-22T06:30:00.000Z
             */
            failingSince: string | null;
            /**
             * Format: date-time
             * @description When it was registered. RFC 3339, UTC.
             * @example 2026-11-22T06:30:00.000Z
             */
            createdAt: string;
        };
        WebhookEndpointWithSecret: {
            endpoint: components["schemas"]["WebhookEndpoint"];
            /**
             * @description Checks signatures, as Standard Webhooks says. Shown only now: keep it safe.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
             */
            secret: string;
        };
        /** @description One event on its way to one endpoint. */
        WebhookDelivery: {
            /**
             * @description The delivery's id.
             * @example wd_01jd8z0vj3_1_8f2c41d0
             */
            id: string;
            /**
             * @description Where it goes.
             * @example we_8f2c41d09b7a63e5f10c
             */
            endpointId: string;
            /**
             * @description Sent as webhook-id, the same for every try and replay: do nothing twice for it.
             * @example ev_01jd8z0vj3_1
             */
            eventId: string;
            /**
             * @description The checkout that it is about.
             * @example co_01jd8z0vj3
             */
            checkoutId: string;
            /**
             * @description What happened.
             * @example checkout.paid
             */
            type: string;
            /**
             * @description waiting: for its next try. delivered: answered with 2xx. failed: given up.
             * @example waiting
             * @enum {string}
             */
            state: "waiting" | "delivered" | "failed";
            /** @description Tries since it was queued or replayed. */
            tries: number;
            /** @description What the last try was answered with. */
            httpStatus: number | null;
            /** @description Why the last try failed. */
            error: string | null;
            /**
             * Format: date-time
             * @description When it is tried next. RFC 3339, UTC.
             * @example 2026-11-22T06:30:00.000Z
             */
            nextTryAt: string | null;
            /**
             * Format: date-time
             * @description When it was queued. RFC 3339, UTC.
             * @example 2026-11-22T06:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When its state last moved. RFC 3339, UTC.
             * @example 2026-11-22T06:30:00.000Z
             */
            movedAt: string;
        };
        WebhookTry: {
            /**
             * Format: date-time
             * @description When it ended. RFC 3339, UTC.
             * @example 2026-11-22T06:30:00.000Z
             */
            at: string;
            /** @description The answer; null when there was none. */
            httpStatus: number | null;
            /** @description Why it failed. */
            error: string | null;
            /** @description The first kilobyte of the receiver's answer. */
            answer: string | null;
            /** @description Duration in milliseconds. */
            tookMs: number;
        };
        WebhookDeliveryWithTries: {
            delivery: components["schemas"]["WebhookDelivery"];
            /** @description What is sent, byte for byte. */
            body: string;
            /** @description Every try, oldest first. */
            tries: components["schemas"]["WebhookTry"][];
        };
        MethodReason: {
            /**
             * @description Stable name of the reason.
             * @example merchant_paused
             */
            code: string;
            /** @description The reason, for support, in Chinese. */
            message: string;
            /** @description The reason, for support, in English. */
            messageEn: string;
            /** @description What it is about: the merchant, the category, the share. */
            about: {
                [key: string]: string | number | null;
            };
        };
        /** @description A way to pay, and whether this shopper may use it here. */
        MethodChoice: {
            /**
             * @description Institution and product, as the shopper sees them.
             * @example wechatpay_scan
             * @enum {string}
             */
            method: "wechatpay_scan" | "wechatpay_jump" | "alipay_scan" | "alipay_jump";
            /**
             * @description Who moves the money.
             * @example wechatpay
             * @enum {string}
             */
            institution: "wechatpay" | "alipay";
            /**
             * @description Name for the shopper, in Chinese.
             * @example 微信支付
             */
            name: string;
            /**
             * @description Name for the shopper, in English.
             * @example WeChat Pay
             */
            nameEn: string;
            /** @description Whether the shopper may use it here and now. */
            shown: boolean;
            /** @description Whether the cashier chooses it beforehand; at most one is. */
            preselected: boolean;
            /** @description Why it is hidden: all of it; empty when shown. */
            reasons: components["schemas"]["MethodReason"][];
            /** @description A sentence that support may send to the shopper, in Chinese; null when it is shown. */
            forShopper: string | null;
            /** @description The same in English. */
            forShopperEn: string | null;
        };
        /** @description Which methods a shopper sees and why. */
        Explanation: {
            /**
             * Format: date-time
             * @description The moment that it is about. RFC 3339, UTC.
             * @example 2026-11-22T06:30:00.000Z
             */
            at: string;
            /** @description Which copy of the rules decided; null for a past moment. */
            rulebookRevision: number | null;
            /** @description Launches that had a say. A method that none of them names is held back by none. */
            launches: {
                /** @description The launch. */
                id: string;
                /** @description The version of its rules that held at that moment. */
                version: number;
                /** @description The methods that it lets in. */
                methods: ("wechatpay_scan" | "wechatpay_jump" | "alipay_scan" | "alipay_jump")[];
            }[];
            /** @description What the decision was made from. */
            facts: {
                /**
                 * @description Where the shopper is: decides which product of an institution can be used.
                 * @example desktop_web
                 * @enum {string}
                 */
                scene: "desktop_web" | "mobile_web" | "app" | "official_account" | "mini_program";
                /** @description It could be paid. */
                open: boolean;
                /**
                 * @description The institution that had issued a code which cannot be called back.
                 * @enum {string|null}
                 */
                lockedTo: "wechatpay" | "alipay" | null;
                /**
                 * @description What was owed. Whole minor units of the currency (fen for CNY): 8800 is CNY 88.00.
                 * @example 8800
                 */
                amountMinor: number;
                /** @description What was known of the shopper. */
                shopper: {
                    /** @description Your id of the shopper. */
                    id: string;
                    /** @description No paid checkout before; null where nobody told. */
                    isNew: boolean | null;
                    /** @description Tier of the shopper's region; null where nobody told. */
                    regionTier: number | null;
                    /** @description Paid with before. */
                    walletsUsed: ("wechatpay" | "alipay")[];
                    /**
                     * @description Paid with last.
                     * @enum {string|null}
                     */
                    lastMethod: "wechatpay_scan" | "wechatpay_jump" | "alipay_scan" | "alipay_jump" | null;
                };
                /** @description Whose goods are in it. */
                merchants: {
                    /** @description The merchant. */
                    id: string;
                    /** @description Its part in launches; none: not invited. */
                    parts: {
                        /** @description The launch. */
                        launch: string;
                        /**
                         * @description How far it was.
                         * @example invited
                         * @enum {string}
                         */
                        state: "invited" | "accepted" | "active" | "declined" | "expired" | "paused" | "suspended";
                        /** @description The latest version of the terms that it had agreed to. */
                        agreedTermsSeq: number | null;
                    }[];
                    /** @description Institutions at which it had a sub-merchant number. */
                    subMerchantAt: string[];
                }[];
                /** @description What is in it. */
                goods: {
                    /** @description Kind of goods. */
                    category: string;
                    /** @description Your number of the goods. */
                    sku: string | null;
                }[];
            };
            /** @description Every method, in order, shown or hidden with all reasons. */
            methods: components["schemas"]["MethodChoice"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listCheckouts: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Entries on a page. */
                limit?: number;
                /** @description Your number of the checkout. */
                reference?: string;
                /** @description Your id of the shopper. */
                shopperId?: string;
                /**
                 * @description Only checkouts in this state.
                 * @example open
                 */
                state?: "open" | "closing" | "paid" | "closed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of checkouts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Newest first. */
                        data: components["schemas"]["Checkout"][];
                        /** @description Give it as `cursor` to read the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `invalid_request`: The request does not match what this endpoint expects; nothing was done.
             *
             *     `bad_cursor`: The cursor is not one of ours.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    placeCheckout: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own unique text for this one intention (a UUID does well). Repeating the call with the same key and the same body gives the same answer, with the header `Idempotency-Replayed: true`, and does nothing twice. Kept for at least 24 hours.
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reference": "C-2026-1001",
                 *       "shopper": {
                 *         "id": "shopper_7",
                 *         "name": "小林"
                 *       },
                 *       "orders": [
                 *         {
                 *           "reference": "O-2026-1001",
                 *           "merchantId": "merchant_lanterns",
                 *           "items": [
                 *             {
                 *               "name": "竹灯笼",
                 *               "category": "home",
                 *               "quantity": 2,
                 *               "unitPriceMinor": 4400
                 *             }
                 *           ]
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Your number of this checkout. One checkout for each reference.
                     * @example C-2026-1001
                     */
                    reference: string;
                    /** @description Who owes it. */
                    shopper: {
                        /**
                         * @description Your id of the shopper.
                         * @example shopper_7
                         */
                        id: string;
                        /**
                         * @description Name.
                         * @example 小林
                         */
                        name?: string;
                        /** @description Whether this is a first purchase, for launches by cohort. Absent: whether it has paid a checkout here. */
                        isNew?: boolean;
                        /** @description Tier of the shopper's region, 1 for the largest cities, for launches by cohort. */
                        regionTier?: number;
                        /** @description Institutions that the shopper has paid with before, for launches by cohort. Absent: those of its paid checkouts here. */
                        walletsUsed?: ("wechatpay" | "alipay")[];
                    };
                    /**
                     * @description Currency of every amount.
                     * @example CNY
                     * @enum {string}
                     */
                    currency?: "CNY";
                    /**
                     * @description What the wallet shows the payer.
                     * @example 胡同集市订单
                     */
                    description?: string;
                    /**
                     * Format: uri
                     * @description Where the cashier leads when it is done.
                     */
                    returnUrl?: string;
                    /**
                     * @description Milliseconds until it closes by itself.
                     * @default 7200000
                     */
                    expiresInMs?: number;
                    /** @description Your own notes: at most 20 texts. */
                    metadata?: {
                        [key: string]: string;
                    };
                    /** @description Each merchant's part. */
                    orders: {
                        /**
                         * @description Your number of this order.
                         * @example O-2026-1001
                         */
                        reference: string;
                        /**
                         * @description Whose order it is.
                         * @example merchant_lanterns
                         */
                        merchantId: string;
                        /** @description What is bought. */
                        items: {
                            /**
                             * @description Name as the shopper saw it.
                             * @example 竹灯笼
                             */
                            name: string;
                            /**
                             * @description Kind of goods.
                             * @example home
                             */
                            category: string;
                            /** @description Your number of the goods. */
                            sku?: string;
                            /**
                             * @description How many.
                             * @example 2
                             */
                            quantity: number;
                            /**
                             * @description Price of one, in whole minor units (fen for CNY).
                             * @example 4400
                             */
                            unitPriceMinor: number;
                            /**
                             * Format: uri
                             * @description Picture of the goods.
                             */
                            imageUrl?: string;
                        }[];
                    }[];
                };
            };
        };
        responses: {
            /** @description The checkout. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checkout"];
                };
            };
            /**
             * @description `invalid_request`: The request does not match what this endpoint expects; nothing was done.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible characters; nothing was done.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `merchant_not_found`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `reference_taken`: There is a checkout for this reference already; no second one was made.
             *
             *     `idempotency_in_progress`: The request with this Idempotency-Key is still being worked on; it is not done twice.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `amount_too_large`: The total is more than can be collected.
             *
             *     `idempotency_key_reused`: This Idempotency-Key was used for another request; nothing was done.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readCheckout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The checkout's id.
                 * @example co_01JD8Z0VJ3
                 */
                checkoutId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The checkout. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checkout"];
                };
            };
            /** @description `invalid_request`: The request does not match what this endpoint expects; nothing was done. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `checkout_not_found`: There is no such checkout. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startAttempt: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own unique text for this one intention (a UUID does well). Repeating the call with the same key and the same body gives the same answer, with the header `Idempotency-Replayed: true`, and does nothing twice. Kept for at least 24 hours.
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description The checkout's id.
                 * @example co_01JD8Z0VJ3
                 */
                checkoutId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Institution and product, as the shopper sees them.
                     * @example wechatpay_scan
                     * @enum {string}
                     */
                    method: "wechatpay_scan" | "wechatpay_jump" | "alipay_scan" | "alipay_jump";
                    /**
                     * @description Where the shopper is: decides which product of an institution can be used.
                     * @example desktop_web
                     * @enum {string}
                     */
                    scene: "desktop_web" | "mobile_web" | "app" | "official_account" | "mini_program";
                    /**
                     * @description The payer's address as your own server sees it; some products demand it. The caller's when absent.
                     * @example 203.0.113.7
                     */
                    payerIp?: string;
                    /**
                     * Format: uri
                     * @description Where the payer's browser goes after the wallet. No proof of payment.
                     */
                    returnUrl?: string;
                };
            };
        };
        responses: {
            /** @description The attempt, with what the payer must do next. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"];
                };
            };
            /**
             * @description `invalid_request`: The request does not match what this endpoint expects; nothing was done.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible characters; nothing was done.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `checkout_not_found`: There is no such checkout. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `checkout_not_open`: The checkout is paid, closed or expired; no payment can be started.
             *
             *     `checkout_locked_to_institution`: A payment code has been shown; to keep it from being paid twice, this checkout stays with the same institution.
             *
             *     `method_not_available`: This payment method is not open to this checkout now. Nothing was started and nothing was charged.
             *
             *     `rival_still_open`: The earlier payment is still being settled at its institution; switching now could pay twice.
             *
             *     `rival_was_paid`: The earlier payment turns out to have succeeded; the checkout is paid.
             *
             *     `institution_declined`: The payment institution did not take this payment; nothing was charged.
             *
             *     `idempotency_in_progress`: The request with this Idempotency-Key is still being worked on; it is not done twice.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `method_not_offered`: This payment method is not offered.
             *
             *     `method_not_in_scene`: This payment method cannot be used in this scene.
             *
             *     `idempotency_key_reused`: This Idempotency-Key was used for another request; nothing was done.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readAttempt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The checkout's id.
                 * @example co_01JD8Z0VJ3
                 */
                checkoutId: string;
                /**
                 * @description The attempt's id.
                 * @example at_01JD8Z0VJ3_1
                 */
                attemptId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The attempt. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"];
                };
            };
            /** @description `invalid_request`: The request does not match what this endpoint expects; nothing was done. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `attempt_not_found`: There is no such attempt. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    drawQrPng: {
        parameters: {
            query?: {
                /** @description Width and height in pixels. */
                size?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The checkout's id.
                 * @example co_01JD8Z0VJ3
                 */
                checkoutId: string;
                /**
                 * @description The attempt's id.
                 * @example at_01JD8Z0VJ3_1
                 */
                attemptId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The QR code. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
            /** @description `invalid_request`: The request does not match what this endpoint expects; nothing was done. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `attempt_not_found`: There is no such attempt. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_qr_code`: This attempt has no QR code that can be scanned now. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    drawQrSvg: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The checkout's id.
                 * @example co_01JD8Z0VJ3
                 */
                checkoutId: string;
                /**
                 * @description The attempt's id.
                 * @example at_01JD8Z0VJ3_1
                 */
                attemptId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The QR code. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            /** @description `invalid_request`: The request does not match what this endpoint expects; nothing was done. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `attempt_not_found`: There is no such attempt. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_qr_code`: This attempt has no QR code that can be scanned now. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    recheckAttempt: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own unique text for this one intention (a UUID does well). Repeating the call with the same key and the same body gives the same answer, with the header `Idempotency-Replayed: true`, and does nothing twice. Kept for at least 24 hours.
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description The checkout's id.
                 * @example co_01JD8Z0VJ3
                 */
                checkoutId: string;
                /**
                 * @description The attempt's id.
                 * @example at_01JD8Z0VJ3_1
                 */
                attemptId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The attempt as the institution tells it now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"];
                };
            };
            /**
             * @description `invalid_request`: The request does not match what this endpoint expects; nothing was done.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible characters; nothing was done.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `attempt_not_found`: There is no such attempt. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_in_progress`: The request with this Idempotency-Key is still being worked on; it is not done twice. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: This Idempotency-Key was used for another request; nothing was done. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `recheck_too_soon`: The institution was asked a moment ago; wait two seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    closeCheckout: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own unique text for this one intention (a UUID does well). Repeating the call with the same key and the same body gives the same answer, with the header `Idempotency-Replayed: true`, and does nothing twice. Kept for at least 24 hours.
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description The checkout's id.
                 * @example co_01JD8Z0VJ3
                 */
                checkoutId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The checkout as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checkout"];
                };
            };
            /**
             * @description `invalid_request`: The request does not match what this endpoint expects; nothing was done.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible characters; nothing was done.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `checkout_not_found`: There is no such checkout. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `checkout_paid`: The checkout is paid and cannot be closed.
             *
             *     `idempotency_in_progress`: The request with this Idempotency-Key is still being worked on; it is not done twice.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: This Idempotency-Key was used for another request; nothing was done. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    watchCheckout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The checkout's id.
                 * @example co_01JD8Z0VJ3
                 */
                checkoutId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream of events `checkout`; each one has a Checkout in JSON as its data. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description `invalid_request`: The request does not match what this endpoint expects; nothing was done. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `checkout_not_found`: There is no such checkout. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readMethods: {
        parameters: {
            query?: {
                /**
                 * @description Where the shopper is: decides which product of an institution can be used.
                 * @example desktop_web
                 */
                scene?: "desktop_web" | "mobile_web" | "app" | "official_account" | "mini_program";
                /**
                 * @description The moment that is asked about: what was shown then, under the rules of then. Absent: now. RFC 3339, UTC.
                 * @example 2026-11-22T06:30:00.000Z
                 */
                at?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The checkout's id.
                 * @example co_01JD8Z0VJ3
                 */
                checkoutId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every method, shown or hidden with the reasons. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MethodChoice"][];
                    };
                };
            };
            /** @description `invalid_request`: The request does not match what this endpoint expects; nothing was done. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `checkout_not_found`: There is no such checkout. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `moment_to_come`: That moment is still to come: nothing can be said of what will be shown.
             *
             *     `moment_before_checkout`: The checkout did not exist at that moment.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRefunds: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The checkout's id.
                 * @example co_01JD8Z0VJ3
                 */
                checkoutId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refunds, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Refund"][];
                    };
                };
            };
            /** @description `invalid_request`: The request does not match what this endpoint expects; nothing was done. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `checkout_not_found`: There is no such checkout. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    requestRefund: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own unique text for this one intention (a UUID does well). Repeating the call with the same key and the same body gives the same answer, with the header `Idempotency-Replayed: true`, and does nothing twice. Kept for at least 24 hours.
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description The checkout's id.
                 * @example co_01JD8Z0VJ3
                 */
                checkoutId: string;
            };
            cookie?: never;
        };
        /** @description With nothing but a reason: all that is left of the checkout. With orderId: all that is left of that order, or amountMinor of it. With items: these quantities. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Why, as the payer may see it. At most 80 characters.
                     * @example 少发一件
                     */
                    reason: string;
                    /**
                     * @description Only this order: all that is left of it, or `amountMinor` of it.
                     * @example or_01JD8Z0VJ3_1
                     */
                    orderId?: string;
                    /** @description These quantities of these items. */
                    items?: {
                        /**
                         * @description The item.
                         * @example it_01JD8Z0VJ3_1
                         */
                        itemId: string;
                        /**
                         * @description How many of it.
                         * @example 1
                         */
                        quantity: number;
                    }[];
                    /**
                     * @description A part of the order, in whole minor units (fen for CNY).
                     * @example 1000
                     */
                    amountMinor?: number;
                };
            };
        };
        responses: {
            /** @description The refund; what is left can no longer be refunded twice. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
            /**
             * @description `invalid_request`: The request does not match what this endpoint expects; nothing was done.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible characters; nothing was done.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `checkout_not_found`: There is no such checkout.
             *
             *     `order_not_found`: The checkout has no such order.
             *
             *     `item_not_found`: The order has no such item.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `checkout_not_paid`: The checkout is not paid; there is nothing to refund.
             *
             *     `nothing_left_to_refund`: All of it is refunded or being refunded; nothing is left.
             *
             *     `refund_exceeds_rest`: The refund is more than what is left; nothing was given back.
             *
             *     `quantity_exceeds_rest`: The quantity is more than what is left of the item; nothing was given back.
             *
             *     `idempotency_in_progress`: The request with this Idempotency-Key is still being worked on; it is not done twice.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `refund_shape_unclear`: Say one thing to refund: all, one order, an amount of one order, or quantities of items.
             *
             *     `idempotency_key_reused`: This Idempotency-Key was used for another request; nothing was done.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readRefund: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The checkout's id.
                 * @example co_01JD8Z0VJ3
                 */
                checkoutId: string;
                /**
                 * @description The refund's id.
                 * @example re_01JD8Z0VJ3_1
                 */
                refundId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The refund. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
            /** @description `invalid_request`: The request does not match what this endpoint expects; nothing was done. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `refund_not_found`: There is no such refund. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryRefund: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own unique text for this one intention (a UUID does well). Repeating the call with the same key and the same body gives the same answer, with the header `Idempotency-Replayed: true`, and does nothing twice. Kept for at least 24 hours.
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description The checkout's id.
                 * @example co_01JD8Z0VJ3
                 */
                checkoutId: string;
                /**
                 * @description The refund's id.
                 * @example re_01JD8Z0VJ3_1
                 */
                refundId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The refund, on its way again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
            /**
             * @description `invalid_request`: The request does not match what this endpoint expects; nothing was done.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible characters; nothing was done.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `refund_not_found`: There is no such refund. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `refund_under_way`: The refund is under way and followed up by itself.
             *
             *     `refund_is_final`: The refund has its final result and cannot be retried.
             *
             *     `idempotency_in_progress`: The request with this Idempotency-Key is still being worked on; it is not done twice.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: This Idempotency-Key was used for another request; nothing was done. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readStory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The checkout's id.
                 * @example co_01JD8Z0VJ3
                 */
                checkoutId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Everything that happened, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["StoryEntry"][];
                    };
                };
            };
            /** @description `invalid_request`: The request does not match what this endpoint expects; nothing was done. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `checkout_not_found`: There is no such checkout. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMerchants: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Entries on a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of merchants, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Newest first. */
                        data: components["schemas"]["Merchant"][];
                        /** @description Give it as `cursor` to read the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `invalid_request`: The request does not match what this endpoint expects; nothing was done.
             *
             *     `bad_cursor`: The cursor is not one of ours.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    registerMerchant: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own unique text for this one intention (a UUID does well). Repeating the call with the same key and the same body gives the same answer, with the header `Idempotency-Replayed: true`, and does nothing twice. Kept for at least 24 hours.
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The merchant's id: letters, digits, `_` and `-`. Yours if you gave one.
                     * @example merchant_lanterns
                     */
                    id?: string;
                    /**
                     * @description Name that shoppers see.
                     * @example 灯笼铺
                     */
                    name: string;
                    /**
                     * @description Name in English.
                     * @example Lantern Lane
                     */
                    nameEn?: string;
                    /**
                     * @description What the merchant sells.
                     * @example home
                     */
                    category?: string;
                    /**
                     * @description Where the merchant is, in your own words: batches of invitations may choose by it.
                     * @example 浙江
                     */
                    region?: string;
                    /**
                     * @description How large the merchant is: batches of invitations may choose by it.
                     * @example small
                     * @enum {string}
                     */
                    size?: "small" | "medium" | "large";
                };
            };
        };
        responses: {
            /** @description The merchant. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Merchant"];
                };
            };
            /**
             * @description `invalid_request`: The request does not match what this endpoint expects; nothing was done.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible characters; nothing was done.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `merchant_id_taken`: This merchant id belongs to a merchant of another name.
             *
             *     `idempotency_in_progress`: The request with this Idempotency-Key is still being worked on; it is not done twice.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: This Idempotency-Key was used for another request; nothing was done. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The merchant's id.
                 * @example merchant_lanterns
                 */
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The merchant. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Merchant"];
                };
            };
            /** @description `invalid_request`: The request does not match what this endpoint expects; nothing was done. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `merchant_not_found`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explainMethods: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "shopper": {
                 *         "id": "shopper_7",
                 *         "isNew": true
                 *       },
                 *       "merchantIds": [
                 *         "merchant_lanterns"
                 *       ],
                 *       "goods": [
                 *         {
                 *           "category": "home"
                 *         }
                 *       ],
                 *       "amountMinor": 8800,
                 *       "scene": "mobile_web"
                 *     }
                 */
                "application/json": {
                    /** @description Who would pay. Only what is told here is known of the shopper. */
                    shopper: {
                        /**
                         * @description Your id of the shopper: decides whether it is in a share.
                         * @example shopper_7
                         */
                        id: string;
                        /** @description No paid checkout before. Absent: not known. */
                        isNew?: boolean;
                        /** @description Tier of the shopper's region, 1 for the largest cities. Absent: not known. */
                        regionTier?: number;
                        /** @description Institutions that the shopper has paid with before. */
                        walletsUsed?: ("wechatpay" | "alipay")[];
                        /**
                         * @description What the shopper paid with last.
                         * @example wechatpay_scan
                         * @enum {string}
                         */
                        lastMethod?: "wechatpay_scan" | "wechatpay_jump" | "alipay_scan" | "alipay_jump";
                    };
                    /** @description Whose goods are in the cart. */
                    merchantIds: string[];
                    /** @description What is in the cart. */
                    goods: {
                        /**
                         * @description Kind of goods.
                         * @example home
                         */
                        category: string;
                        /** @description Your number of the goods. */
                        sku?: string | null;
                    }[];
                    /**
                     * @description What would be owed. Whole minor units of the currency (fen for CNY): 8800 is CNY 88.00.
                     * @example 8800
                     */
                    amountMinor: number;
                    /**
                     * @description Where the shopper is: decides which product of an institution can be used.
                     * @example desktop_web
                     * @enum {string}
                     */
                    scene?: "desktop_web" | "mobile_web" | "app" | "official_account" | "mini_program";
                    /**
                     * Format: date-time
                     * @description The moment that is asked about: what was shown then, under the rules of then. Absent: now. RFC 3339, UTC.
                     * @example 2026-11-22T06:30:00.000Z
                     */
                    at?: string;
                };
            };
        };
        responses: {
            /** @description Every method, with what decided it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            /**
             * @description `invalid_request`: The request does not match what this endpoint expects; nothing was done.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible characters; nothing was done.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `merchant_not_found`: There is no such merchant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_in_progress`: The request with this Idempotency-Key is still being worked on; it is not done twice. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `moment_to_come`: That moment is still to come: nothing can be said of what will be shown.
             *
             *     `idempotency_key_reused`: This Idempotency-Key was used for another request; nothing was done.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Entries on a page. */
                limit?: number;
                /** @description Only to this endpoint. */
                endpointId?: string;
                /**
                 * @description Only deliveries in this state.
                 * @example waiting
                 */
                state?: "waiting" | "delivered" | "failed";
                /** @description Only about this checkout. */
                checkoutId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deliveries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Newest first. */
                        data: components["schemas"]["WebhookDelivery"][];
                        /** @description Give it as `cursor` to read the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `invalid_request`: The request does not match what this endpoint expects; nothing was done.
             *
             *     `bad_cursor`: The cursor is not one of ours.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readWebhookDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The delivery's id.
                 * @example wd_01jd8z0vj3_1_8f2c41d0
                 */
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery, what is sent, and every try. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryWithTries"];
                };
            };
            /** @description `invalid_request`: The request does not match what this endpoint expects; nothing was done. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `webhook_delivery_not_found`: There is no such webhook delivery. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayWebhookDelivery: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own unique text for this one intention (a UUID does well). Repeating the call with the same key and the same body gives the same answer, with the header `Idempotency-Replayed: true`, and does nothing twice. Kept for at least 24 hours.
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description The delivery's id.
                 * @example wd_01jd8z0vj3_1_8f2c41d0
                 */
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery, due now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            /**
             * @description `invalid_request`: The request does not match what this endpoint expects; nothing was done.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible characters; nothing was done.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `webhook_delivery_not_found`: There is no such webhook delivery. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `webhook_endpoint_disabled`: The webhook endpoint is disabled; its deliveries are kept and go on when it is enabled.
             *
             *     `idempotency_in_progress`: The request with this Idempotency-Key is still being worked on; it is not done twice.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: This Idempotency-Key was used for another request; nothing was done. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Endpoints, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WebhookEndpoint"][];
                    };
                };
            };
            /** @description `invalid_request`: The request does not match what this endpoint expects; nothing was done. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    registerWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own unique text for this one intention (a UUID does well). Repeating the call with the same key and the same body gives the same answer, with the header `Idempotency-Replayed: true`, and does nothing twice. Kept for at least 24 hours.
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description An http or https address on the public internet. Redirects are not followed.
                     * @example https://shop.example.com/hooks
                     */
                    url: string;
                    /** @description The events to send; all when absent or empty. */
                    events?: ("checkout.paid" | "checkout.closed" | "refund.succeeded" | "refund.failed" | "refund.abnormal")[];
                };
            };
        };
        responses: {
            /** @description The endpoint, and its secret, which is shown only now. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
            /**
             * @description `invalid_request`: The request does not match what this endpoint expects; nothing was done.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible characters; nothing was done.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_in_progress`: The request with this Idempotency-Key is still being worked on; it is not done twice. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `webhook_url_not_allowed`: This address cannot be used: only http and https addresses on the public internet, without user name and password.
             *
             *     `webhook_url_unresolvable`: The host name of this address cannot be resolved.
             *
             *     `idempotency_key_reused`: This Idempotency-Key was used for another request; nothing was done.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The endpoint's id.
                 * @example we_8f2c41d09b7a63e5f10c
                 */
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /** @description `invalid_request`: The request does not match what this endpoint expects; nothing was done. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `webhook_endpoint_not_found`: There is no such webhook endpoint. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The endpoint's id.
                 * @example we_8f2c41d09b7a63e5f10c
                 */
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid_request`: The request does not match what this endpoint expects; nothing was done. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `webhook_endpoint_not_found`: There is no such webhook endpoint. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enableWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own unique text for this one intention (a UUID does well). Repeating the call with the same key and the same body gives the same answer, with the header `Idempotency-Replayed: true`, and does nothing twice. Kept for at least 24 hours.
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description The endpoint's id.
                 * @example we_8f2c41d09b7a63e5f10c
                 */
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /**
             * @description `invalid_request`: The request does not match what this endpoint expects; nothing was done.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible characters; nothing was done.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `webhook_endpoint_not_found`: There is no such webhook endpoint. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_in_progress`: The request with this Idempotency-Key is still being worked on; it is not done twice. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: This Idempotency-Key was used for another request; nothing was done. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your own unique text for this one intention (a UUID does well). Repeating the call with the same key and the same body gives the same answer, with the header `Idempotency-Replayed: true`, and does nothing twice. Kept for at least 24 hours.
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description The endpoint's id.
                 * @example we_8f2c41d09b7a63e5f10c
                 */
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description How long the secrets so far stay valid, in milliseconds; meanwhile each delivery has a signature of each.
                     * @default 86400000
                     */
                    overlapMs?: number;
                };
            };
        };
        responses: {
            /** @description The endpoint, and its new secret, which is shown only now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
            /**
             * @description `invalid_request`: The request does not match what this endpoint expects; nothing was done.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible characters; nothing was done.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `api_key_missing`: The API key is missing; nothing was done.
             *
             *     `api_key_invalid`: The API key is not valid or was revoked; nothing was done.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `webhook_endpoint_not_found`: There is no such webhook endpoint. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_in_progress`: The request with this Idempotency-Key is still being worked on; it is not done twice. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: This Idempotency-Key was used for another request; nothing was done. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
