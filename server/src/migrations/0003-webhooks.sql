-- What the marketplace is told, to whom, and what came of each try.

create table webhook_endpoints (
  id                text primary key,
  url               text not null,
  -- Empty: every event.
  events            text[] not null default '{}',
  -- Nothing is dropped for a disabled endpoint: its deliveries wait until it is enabled again.
  disabled_because  text check (disabled_because in ('gone', 'failing', 'requested')),
  disabled_at       timestamptz,
  -- Since its last success. While set, one delivery at a time is tried.
  failing_since     timestamptz,
  created_at        timestamptz not null,
  deleted_at        timestamptz,
  check ((disabled_because is null) = (disabled_at is null))
);

-- Several are valid while one takes over from another: each delivery is signed with all of them.
create table webhook_secrets (
  endpoint_id  text not null references webhook_endpoints (id),
  id           bigint generated always as identity,
  sealed       bytea not null,
  created_at   timestamptz not null,
  expires_at   timestamptz,
  primary key (endpoint_id, id)
);

create table webhook_deliveries (
  checkout_id   text not null,
  id            text not null unique,
  endpoint_id   text not null references webhook_endpoints (id),
  -- The receiver's guard against doing it twice: the same for every try and every replay.
  event_id      text not null,
  type          text not null,
  -- The exact bytes of every try.
  body          text not null,
  state         text not null check (state in ('waiting', 'delivered', 'failed')),
  -- On the ladder; a replay begins anew. webhook_tries has them all.
  tries         integer not null default 0,
  due_at        timestamptz,
  leased_until  timestamptz,
  http_status   integer,
  error         text,
  created_at    timestamptz not null,
  moved_at      timestamptz not null,
  primary key (checkout_id, id),
  unique (checkout_id, endpoint_id, event_id),
  check ((state = 'waiting') = (due_at is not null))
);
create index webhook_deliveries_due on webhook_deliveries (due_at) where state = 'waiting';
create index webhook_deliveries_of_endpoint on webhook_deliveries (endpoint_id, due_at) where state = 'waiting';
create index webhook_deliveries_by_time on webhook_deliveries (created_at desc, id desc);
create index webhook_deliveries_failed on webhook_deliveries (moved_at desc) where state = 'failed';

create table webhook_tries (
  checkout_id  text not null,
  delivery_id  text not null,
  seq          integer not null,
  at           timestamptz not null,
  http_status  integer,
  error        text,
  -- The first kilobyte of what the receiver answered.
  answer       text,
  took_ms      integer not null,
  primary key (checkout_id, delivery_id, seq)
);
