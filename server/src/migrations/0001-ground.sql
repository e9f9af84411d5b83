-- Everything that must commit together carries checkout_id and is keyed by it first, so that the same schema can be
-- distributed by checkout_id. Child ids contain their checkout's, so a notice finds its rows without a lookup table.

create table merchants (
  id          text primary key check (id ~ '^[A-Za-z0-9_-]{1,64}$'),
  name        text not null,
  name_en     text,
  category    text,
  created_at  timestamptz not null
);

-- One row for each merchant number or app at an institution. Settings and secrets are one sealed document.
create table institution_accounts (
  id          text primary key,
  institution text not null check (institution in ('wechatpay', 'alipay')),
  label       text not null,
  sealed      bytea not null,
  enabled     boolean not null default true,
  created_at  timestamptz not null,
  changed_at  timestamptz not null
);
create unique index institution_accounts_one_enabled on institution_accounts (institution) where enabled;

create table checkouts (
  id              text primary key,
  reference       text not null unique,
  shopper_id      text not null,
  shopper_name    text,
  description     text not null,
  amount_minor    bigint not null check (amount_minor > 0),
  currency        text not null check (currency ~ '^[A-Z]{3}$'),
  -- open: may be paid. closing: attempts are being closed at their institutions. paid, closed: settled.
  state           text not null check (state in ('open', 'closing', 'paid', 'closed')),
  close_reason    text check (close_reason in ('expired', 'requested')),
  -- Once a code that cannot be called back is out, the checkout belongs to that institution.
  locked_to       text check (locked_to in ('wechatpay', 'alipay')),
  paid_attempt_id text,
  return_url      text,
  metadata        jsonb not null default '{}',
  attempt_count   integer not null default 0,
  refund_count    integer not null default 0,
  deadline_at     timestamptz not null,
  -- The state is the schedule: open until its deadline, closing until its next try, otherwise nothing is due.
  due_at          timestamptz,
  tries           integer not null default 0,
  created_at      timestamptz not null,
  paid_at         timestamptz,
  closed_at       timestamptz,
  check ((state = 'paid') = (paid_attempt_id is not null)),
  check ((state = 'paid') = (paid_at is not null)),
  check (state not in ('closing', 'closed') or close_reason is not null),
  check ((state in ('open', 'closing')) = (due_at is not null))
);
create index checkouts_due on checkouts (due_at) where due_at is not null;
create index checkouts_by_shopper on checkouts (shopper_id, created_at desc, id desc);
create index checkouts_by_time on checkouts (created_at desc, id desc);

create table orders (
  checkout_id     text not null references checkouts (id),
  id              text not null,
  seq             integer not null,
  reference       text not null,
  -- No foreign key: every order of a large seller would lock that seller's one row. Merchants are never deleted.
  merchant_id     text not null,
  amount_minor    bigint not null check (amount_minor > 0),
  -- What refunds under way have reserved, and what has been given back.
  refunding_minor bigint not null default 0 check (refunding_minor >= 0),
  refunded_minor  bigint not null default 0 check (refunded_minor >= 0),
  created_at      timestamptz not null,
  primary key (checkout_id, id),
  check (refunding_minor + refunded_minor <= amount_minor)
);
create index orders_by_merchant on orders (merchant_id, created_at desc, id desc);
create index orders_by_reference on orders (reference);

create table order_items (
  checkout_id        text not null,
  order_id           text not null,
  id                 text not null,
  seq                integer not null,
  name               text not null,
  category           text not null,
  sku                text,
  image_url          text,
  quantity           integer not null check (quantity > 0),
  unit_price_minor   bigint not null check (unit_price_minor > 0),
  -- Quantities in refunds under way or done.
  refunded_quantity  integer not null default 0 check (refunded_quantity between 0 and quantity),
  primary key (checkout_id, id),
  foreign key (checkout_id, order_id) references orders (checkout_id, id)
);

create table attempts (
  checkout_id      text not null references checkouts (id),
  id               text not null,
  method           text not null,
  scene            text not null,
  institution      text not null,
  -- No foreign key: every payment would lock the one row of its account. Accounts are never deleted.
  account_id       text not null,
  -- Born here, sent with every repetition: the institution can never take the same order twice.
  out_trade_no     text not null,
  state            text not null check (state in
                     ('created', 'unknown', 'pending', 'closing', 'paid', 'surplus', 'closed', 'failed')),
  amount_minor     bigint not null check (amount_minor > 0),
  currency         text not null,
  description      text not null,
  payer_ip         text not null,
  return_url       text not null,
  action           jsonb,
  institution_ref  text,
  payer            text,
  decline_code     text,
  decline_message  text,
  -- When what the payer was given stops being payable at the institution.
  expires_at       timestamptz not null,
  tries            integer not null default 0,
  due_at           timestamptz,
  -- When the institution was last asked at a person's wish, so that pressing the button is not a flood.
  asked_at         timestamptz,
  created_at       timestamptz not null,
  moved_at         timestamptz not null,
  paid_at          timestamptz,
  primary key (checkout_id, id),
  unique (checkout_id, out_trade_no),
  check (state not in ('paid', 'surplus') or (institution_ref is not null and paid_at is not null)),
  check (state <> 'pending' or action is not null),
  check (state not in ('created', 'unknown', 'pending', 'closing') or due_at is not null)
);
-- One success is kept, and one try is out at a time.
create unique index attempts_one_paid on attempts (checkout_id) where state = 'paid';
create unique index attempts_one_live on attempts (checkout_id)
  where state in ('created', 'unknown', 'pending', 'closing');
create index attempts_due on attempts (due_at) where due_at is not null;
create index attempts_by_institution_ref on attempts (institution_ref) where institution_ref is not null;

create table refunds (
  checkout_id      text not null references checkouts (id),
  id               text not null,
  attempt_id       text not null,
  -- requested: by the marketplace or the seller. surplus: a success that was not kept goes back by itself.
  kind             text not null check (kind in ('requested', 'surplus')),
  order_id         text,
  out_refund_no    text not null,
  state            text not null check (state in
                     ('created', 'unknown', 'processing', 'succeeded', 'abnormal', 'failed')),
  amount_minor     bigint not null check (amount_minor > 0),
  currency         text not null,
  reason           text not null,
  institution_ref  text,
  decline_code     text,
  decline_message  text,
  tries            integer not null default 0,
  due_at           timestamptz,
  created_at       timestamptz not null,
  moved_at         timestamptz not null,
  finished_at      timestamptz,
  primary key (checkout_id, id),
  unique (checkout_id, out_refund_no),
  foreign key (checkout_id, attempt_id) references attempts (checkout_id, id),
  check (state not in ('created', 'unknown', 'processing') or due_at is not null),
  check ((state = 'succeeded') = (finished_at is not null))
);
create index refunds_due on refunds (due_at) where due_at is not null;
create index refunds_by_institution_ref on refunds (institution_ref) where institution_ref is not null;
create index refunds_for_people on refunds (moved_at desc) where state in ('abnormal', 'failed');

create table refund_parts (
  checkout_id   text not null,
  refund_id     text not null,
  seq           integer not null,
  order_id      text not null,
  item_id       text,
  quantity      integer,
  amount_minor  bigint not null check (amount_minor > 0),
  primary key (checkout_id, refund_id, seq),
  foreign key (checkout_id, refund_id) references refunds (checkout_id, id)
);

-- A transfer is one row with both sides, so it balances by construction. It is never updated or deleted.
create table ledger_transfers (
  checkout_id     text not null,
  id              bigint generated always as identity,
  debit_account   text not null,
  credit_account  text not null,
  amount_minor    bigint not null check (amount_minor > 0),
  currency        text not null,
  -- What made it: one cause moves money once.
  cause           text not null,
  at              timestamptz not null,
  -- The transaction that wrote it: folding must not pass one that is still open.
  written_by      xid8 not null default pg_current_xact_id(),
  primary key (checkout_id, id),
  unique (checkout_id, cause),
  check (debit_account <> credit_account)
);
create index ledger_transfers_by_debit on ledger_transfers (debit_account, at desc, id desc);
create index ledger_transfers_by_credit on ledger_transfers (credit_account, at desc, id desc);
create index ledger_transfers_to_fold on ledger_transfers (written_by);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger ledger_transfers_append_only before update or delete on ledger_transfers
  for each row execute function refuse_change();

-- Folded in batches from transfers: no hot row on the payment path.
create table ledger_balances (
  account        text not null,
  currency       text not null,
  debits_minor   bigint not null,
  credits_minor  bigint not null,
  primary key (account, currency)
);
create table ledger_fold (
  one            boolean primary key default true check (one),
  -- Every transfer written by a transaction before this one is in ledger_balances.
  folded_before  xid8 not null
);
insert into ledger_fold (folded_before) values ('0'::xid8);

-- A notice is taken once: by institution and event.
create table notices (
  checkout_id   text not null,
  institution   text not null,
  event_id      text not null,
  account_id    text not null,
  out_trade_no  text not null,
  kind          text not null,
  -- applied: it moved something. nothing_new: known already. alarm: verified, but money may be meant that is not ours to move.
  verdict       text not null check (verdict in ('applied', 'nothing_new', 'alarm')),
  deliveries    integer not null default 1,
  received_at   timestamptz not null,
  primary key (checkout_id, institution, event_id)
);

-- Notices that were refused, for support and for the alarm. Bounded by who writes it, since anybody can send one.
create table refused_notices (
  id            bigint generated always as identity primary key,
  institution   text not null,
  account_id    text not null,
  because       text not null,
  message       text not null,
  hint          text,
  sha256        text not null,
  deliveries    integer not null default 1,
  received_at   timestamptz not null,
  unique (institution, account_id, sha256, because)
);
create index refused_notices_by_time on refused_notices (received_at desc);

-- The story of a checkout, for support: what happened, in the order in which it was committed.
create table story_entries (
  checkout_id  text not null,
  id           bigint generated always as identity,
  at           timestamptz not null,
  kind         text not null,
  subject      text,
  alarm        boolean not null default false,
  data         jsonb not null default '{}',
  primary key (checkout_id, id)
);
create index story_entries_alarms on story_entries (at desc) where alarm;

-- What others must be told, written by the commit that made it true.
create table outbox (
  checkout_id    text not null,
  id             bigint generated always as identity,
  type           text not null,
  data           jsonb not null,
  created_at     timestamptz not null,
  dispatched_at  timestamptz,
  primary key (checkout_id, id)
);
create index outbox_waiting on outbox (created_at, id) where dispatched_at is null;
