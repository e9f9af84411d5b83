-- Who may call, who is signed in, and what was answered to which Idempotency-Key.

create table api_keys (
  id            text primary key,
  -- The first letters of the key: finds the row, and is what people see in lists.
  prefix        text not null unique,
  -- sha256: a key is random enough that a slow hash would only cost every request.
  hash          bytea not null,
  label         text not null,
  created_at    timestamptz not null,
  last_used_at  timestamptz,
  revoked_at    timestamptz
);

create table users (
  id             text primary key,
  realm          text not null check (realm in ('workbench', 'console')),
  username       text not null,
  merchant_id    text references merchants (id),
  password_hash  text not null,
  created_at     timestamptz not null,
  unique (realm, username),
  -- A seller's user belongs to one merchant; an operator belongs to none.
  check ((realm = 'workbench') = (merchant_id is not null))
);

create table sessions (
  -- sha256 of the cookie's value: whoever reads this table cannot become anybody.
  hash        bytea primary key,
  user_id     text not null references users (id) on delete cascade,
  created_at  timestamptz not null,
  -- Moves on with each use, never past ends_at.
  expires_at  timestamptz not null,
  ends_at     timestamptz not null
);
create index sessions_by_expiry on sessions (expires_at);

-- Tries to sign in that failed, counted for an address, a name, and both together.
create table sign_in_failures (
  subject     text primary key,
  failures    integer not null,
  -- Counting starts anew then.
  expires_at  timestamptz not null
);
create index sign_in_failures_by_expiry on sign_in_failures (expires_at);

create table idempotency_keys (
  caller        text not null,
  key           text not null,
  request_hash  bytea not null,
  -- Whoever works on it now; only that one may store the answer.
  worker        uuid not null,
  -- Unfinished and past this: the worker died, and the next repetition takes over.
  lease_until   timestamptz not null,
  started_at    timestamptz not null,
  status        integer,
  -- Sealed: answers hold cashier links and, where one is made, a secret.
  body          bytea,
  completed_at  timestamptz,
  primary key (caller, key),
  check ((status is null) = (completed_at is null)),
  check ((status is null) = (body is null))
);
create index idempotency_keys_by_age on idempotency_keys (started_at);

-- Which intention of a caller asked for a refund: a run after a crash finds it, instead of giving the money back twice.
alter table refunds add column request_key text;
create unique index refunds_by_request on refunds (checkout_id, request_key) where request_key is not null;
