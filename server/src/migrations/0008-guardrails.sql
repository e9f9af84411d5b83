-- Who wrote a version of a launch's rules, by which action and why: the schedule and the guardrails write them too.
alter table launch_versions add column actor jsonb not null
  default '{"kind": "platform", "id": "platform", "name": "platform", "role": null}';
alter table launch_versions add column action text not null default 'launch.create';
alter table launch_versions add column why text not null default '';
create index launch_versions_by_time on launch_versions (launch_id, valid_from desc, version desc);
alter table method_policies add column actor jsonb not null
  default '{"kind": "platform", "id": "platform", "name": "platform", "role": null}';
alter table method_policies add column why text not null default '';

-- When its guardrails are measured next; null while there is nothing to watch.
alter table launches add column watch_due_at timestamptz;
-- What was measured before is of another time: a person has put it on again since.
alter table launches add column watched_from timestamptz;
create index launches_to_watch on launches (watch_due_at) where watch_due_at is not null;

-- A guardrail that tripped. Open until a person puts the launch on again: it does not trip a second time meanwhile.
create table guardrail_trips (
  launch_id   text not null references launches (id),
  id          bigint generated always as identity,
  -- Which of the launch's guardrails, by its place.
  position    integer not null,
  at          timestamptz not null,
  -- The version that it wrote.
  version     integer not null,
  guardrail   jsonb not null,
  figures     jsonb not null,
  cleared_at  timestamptz,
  primary key (launch_id, id)
);
create index guardrail_trips_open on guardrail_trips (launch_id) where cleared_at is null;

-- Complaints as the institutions' lists tell them, once by their number there.
create table complaints (
  institution    text not null,
  complaint_id   text not null,
  account_id     text not null,
  out_trade_no   text,
  -- The attempt that it is about; null when the number is none of ours.
  checkout_id    text,
  attempt_id     text,
  method         text,
  state          text not null,
  problem        text not null,
  complained_at  timestamptz not null,
  -- When we learned of it: what is measured goes by our own clock.
  seen_at        timestamptz not null,
  primary key (institution, complaint_id)
);
create index complaints_by_time on complaints (seen_at);

-- Found by the time at which they came to an end, and nothing else of them read.
create index attempts_ended on attempts (moved_at) include (method, state, created_at, paid_at)
  where state in ('paid', 'surplus', 'closed', 'failed');
create index attempts_unanswered on attempts (created_at) include (method) where state in ('created', 'unknown');
-- Attempts are appended in the order of their time: an index of page ranges costs a payment next to nothing.
create index attempts_by_time on attempts using brin (created_at) with (pages_per_range = 32, autosummarize = on);

-- What happened to a method, as one list of moments. `bin` places a time to paid on a scale on which each step is a
-- tenth longer than the one before, from 0.1 s on: medians come from counts, however many payments there were.
create view method_outcomes as
  select method, created_at as at, 'started'::text as outcome, 0 as bin from attempts
  union all
  select method, moved_at, case when state = 'surplus' then 'paid' else state end,
    case when state in ('paid', 'surplus') then least(200, greatest(0,
      floor(ln(greatest(0.1, extract(epoch from paid_at - created_at)::float8) / 0.1) / ln(1.1::float8))))::integer
      else 0 end
  from attempts where state in ('paid', 'surplus', 'closed', 'failed')
  union all
  -- A payment counts as refunded once, by its first refund.
  select a.method, r.created_at, 'refunded', 0
  from refunds r join attempts a on a.checkout_id = r.checkout_id and a.id = r.attempt_id
  where r.kind = 'requested' and r.state <> 'failed' and not exists (
    select 1 from refunds earlier where earlier.checkout_id = r.checkout_id and earlier.attempt_id = r.attempt_id
      and earlier.kind = 'requested' and earlier.state <> 'failed'
      and (earlier.created_at, earlier.id) < (r.created_at, r.id))
  union all
  select method, seen_at, 'complained', 0 from complaints where method is not null;

-- Folded from the list above minute by minute: charts over weeks and baselines over days read no payments.
create table method_minutes (
  method   text not null,
  minute   timestamptz not null,
  outcome  text not null,
  bin      integer not null,
  count    bigint not null check (count > 0),
  primary key (method, minute, outcome, bin)
);
create index method_minutes_by_time on method_minutes (minute);

-- Work that is done for all at once, by whichever process finds it due.
create table launch_chores (
  name    text primary key,
  due_at  timestamptz not null,
  -- How far it has come, where it goes along time.
  done_until timestamptz
);
insert into launch_chores (name, due_at) values ('fold', '-infinity'), ('health', '-infinity');
