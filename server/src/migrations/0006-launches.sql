-- A method's way into the marketplace. Rules and what merchants have agreed to are kept with every version that they
-- ever had: what was shown to a shopper on Tuesday at ten can be worked out again.

alter table merchants add column region text;
alter table merchants add column size text check (size in ('small', 'medium', 'large'));
create index merchants_by_category on merchants (category, id);

-- What the marketplace knew of the shopper when the checkout was placed: decides cohorts, now and when asked again later.
alter table checkouts add column shopper_facts jsonb not null default '{}';

-- Every change of what decides on methods raises it in the same commit; processes keep their copy fresh by it.
create table rulebook (
  one       boolean primary key default true check (one),
  revision  bigint not null
);
insert into rulebook (revision) values (1);

create table launches (
  id           text primary key,
  name         text not null,
  name_en      text not null,
  institution  text not null,
  -- The latest of launch_versions.
  version      integer not null,
  -- When the schedule's next step is due; null while nothing advances by itself.
  due_at       timestamptz,
  created_at   timestamptz not null
);
create index launches_due on launches (due_at) where due_at is not null;

-- A version is never changed: a change is the next version, a rollback is the next version with an older one's rules.
create table launch_versions (
  launch_id   text not null references launches (id),
  version     integer not null,
  valid_from  timestamptz not null,
  rules       jsonb not null,
  primary key (launch_id, version)
);
create trigger launch_versions_append_only before update or delete on launch_versions
  for each row execute function refuse_change();

-- In which order methods stand and which is chosen beforehand.
create table method_policies (
  version     integer primary key,
  valid_from  timestamptz not null,
  policy      jsonb not null
);
create trigger method_policies_append_only before update or delete on method_policies
  for each row execute function refuse_change();

-- A method's health as the guardrails' measurements saw it, kept as moves.
create table method_health_moves (
  method   text not null,
  id       bigint generated always as identity,
  at       timestamptz not null,
  health   text not null check (health in ('well', 'failing')),
  because  jsonb not null default '{}',
  primary key (method, id)
);

-- Versions of the platform's rules, in neutral words.
create table terms_versions (
  seq           integer primary key,
  label         text not null unique,
  -- draft: may be changed. published: takes effect at its time, never changed. withdrawn: taken back before its time.
  state         text not null check (state in ('draft', 'published', 'withdrawn')),
  -- needed: a merchant that has not agreed loses the methods. by_notice: in force for everyone by being published.
  agreement     text not null check (agreement in ('needed', 'by_notice')),
  body          text not null,
  body_en       text not null,
  effective_at  timestamptz,
  created_at    timestamptz not null,
  changed_at    timestamptz not null,
  published_at  timestamptz,
  withdrawn_at  timestamptz,
  check (state = 'draft' or (published_at is not null and effective_at is not null)),
  check ((state = 'withdrawn') = (withdrawn_at is not null))
);

-- Who agreed to which version, and when.
create table terms_agreements (
  merchant_id  text not null,
  seq          integer not null references terms_versions (seq),
  user_id      text not null,
  username     text not null,
  agreed_at    timestamptz not null,
  primary key (merchant_id, seq)
);

create table invitation_batches (
  id            text primary key,
  launch_id     text not null references launches (id),
  name          text not null,
  -- Whom it chose and how it is sent: list or rule, size, waves.
  selection     jsonb not null,
  waves         jsonb not null,
  state         text not null check (state in ('draft', 'choosing', 'running', 'paused', 'finished', 'cancelled')),
  -- How many merchants were chosen, and which waves are out.
  size          integer not null default 0,
  waves_sent    integer not null default 0,
  starts_at     timestamptz not null,
  -- How long an invitation stands, from its wave on.
  expires_in_ms bigint not null check (expires_in_ms > 0),
  due_at        timestamptz,
  created_at    timestamptz not null,
  moved_at      timestamptz not null
);
create index invitation_batches_due on invitation_batches (due_at) where due_at is not null;
create index invitation_batches_by_launch on invitation_batches (launch_id, created_at desc);

-- Whom a batch has chosen, before and after their wave is sent.
create table batch_members (
  batch_id     text not null references invitation_batches (id),
  wave         integer not null,
  merchant_id  text not null,
  primary key (batch_id, wave, merchant_id)
);

-- A merchant's part in a launch. No row: not invited.
create table participations (
  merchant_id       text not null,
  launch_id         text not null references launches (id),
  -- accepted: agreed, and something is still missing at the institution. active: shown to its shoppers.
  state             text not null check (state in
                      ('invited', 'accepted', 'active', 'declined', 'expired', 'paused', 'suspended')),
  batch_id          text,
  wave              integer,
  agreed_terms_seq  integer,
  invited_at        timestamptz,
  expires_at        timestamptz,
  -- The letter was opened.
  seen_at           timestamptz,
  answered_at       timestamptz,
  active_at         timestamptz,
  first_paid_at     timestamptz,
  moved_at          timestamptz not null,
  primary key (merchant_id, launch_id),
  check (state <> 'invited' or (invited_at is not null and expires_at is not null)),
  check (state not in ('accepted', 'active') or answered_at is not null)
);
create index participations_by_launch on participations (launch_id, state, moved_at desc, merchant_id);
create index participations_by_batch on participations (batch_id, state) where batch_id is not null;
create index participations_to_expire on participations (expires_at) where state = 'invited';

-- Each move of a participation, so that a past moment can be asked about.
create table participation_moves (
  merchant_id       text not null,
  launch_id         text not null,
  id                bigint generated always as identity,
  at                timestamptz not null,
  from_state        text,
  to_state          text not null,
  agreed_terms_seq  integer,
  actor             jsonb not null,
  why               text,
  primary key (merchant_id, launch_id, id)
);
create trigger participation_moves_append_only before update or delete on participation_moves
  for each row execute function refuse_change();

-- What an operator must be told: a guardrail tripped, a capability was suspended, terms are about to take effect.
create table operator_alerts (
  id          bigint generated always as identity primary key,
  at          timestamptz not null,
  kind        text not null,
  -- launch:ln_…, capability:…, terms:…
  subject     text not null,
  data        jsonb not null default '{}',
  seen_at     timestamptz,
  seen_by     text
);
create index operator_alerts_open on operator_alerts (at desc) where seen_at is null;
