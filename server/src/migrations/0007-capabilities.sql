-- What an institution grants the platform: one row for each kind of grant. Launches name it by its id, so a grant that
-- was given up and is applied for again is still the one that they ask for.
create table capabilities (
  id              text primary key,
  institution     text not null,
  state           text not null check (state in ('draft', 'submitted', 'under_review', 'to_be_rectified',
                    'granted', 'suspended', 'withdrawn')),
  -- desk: the institution's review desk is called. manual: a person files it there and records what was decided.
  way             text not null check (way in ('desk', 'manual')),
  documents       jsonb not null,
  -- What must be put right, field by field; empty when nothing must.
  reasons         jsonb not null default '[]',
  -- Ours, born before the first call and sent again with every repetition.
  application_no  text not null unique,
  -- How many applications of this kind were begun, and how often this one was handed in.
  opened          integer not null default 1,
  submission      integer not null default 0,
  institution_ref text,
  -- How far the institution's news of this application have been taken: a notice that comes late is older.
  revision        integer not null default 0,
  tries           integer not null default 0,
  -- When the institution is asked next; null while nothing can come from there.
  due_at          timestamptz,
  -- The latest thing that was called and answered, for whoever wonders.
  last_call       jsonb,
  created_at      timestamptz not null,
  changed_at      timestamptz not null,
  check (state in ('draft', 'withdrawn') or submission > 0)
);
create index capabilities_due on capabilities (due_at) where due_at is not null;

create table capability_moves (
  capability_id  text not null references capabilities (id),
  id             bigint generated always as identity,
  at             timestamptz not null,
  actor          jsonb not null,
  from_state     text,
  to_state       text not null,
  why            text not null,
  reasons        jsonb not null default '[]',
  primary key (capability_id, id)
);
create trigger capability_moves_append_only before update or delete on capability_moves
  for each row execute function refuse_change();

-- Onboarding of a merchant as the platform's sub-merchant at an institution. Its documents name people, their papers
-- and their bank accounts: one sealed document, like the settings of an institution account.
create table sub_merchants (
  merchant_id      text not null,
  institution      text not null,
  state            text not null check (state in ('draft', 'submitted', 'under_review', 'to_be_rectified',
                     'granted', 'suspended', 'withdrawn')),
  sealed           bytea not null,
  reasons          jsonb not null default '[]',
  application_no   text not null unique,
  opened           integer not null default 1,
  submission       integer not null default 0,
  institution_ref  text,
  -- What the merchant's own people must do there before it is granted: the link that they open.
  sign_url         text,
  -- Given once the institution has approved; it takes orders only from granted on.
  sub_merchant_no  text,
  tries            integer not null default 0,
  due_at           timestamptz,
  last_call        jsonb,
  created_at       timestamptz not null,
  changed_at       timestamptz not null,
  primary key (merchant_id, institution),
  check (state in ('draft', 'withdrawn') or submission > 0),
  check (state <> 'granted' or sub_merchant_no is not null)
);
create index sub_merchants_due on sub_merchants (due_at) where due_at is not null;
create index sub_merchants_by_time on sub_merchants (changed_at desc, merchant_id desc);

create table sub_merchant_moves (
  merchant_id  text not null,
  institution  text not null,
  id           bigint generated always as identity,
  at           timestamptz not null,
  actor        jsonb not null,
  from_state   text,
  to_state     text not null,
  why          text not null,
  reasons      jsonb not null default '[]',
  primary key (merchant_id, institution, id),
  foreign key (merchant_id, institution) references sub_merchants (merchant_id, institution)
);
create trigger sub_merchant_moves_append_only before update or delete on sub_merchant_moves
  for each row execute function refuse_change();

-- Copies of licences and papers that an application of a merchant refers to, sealed.
create table application_files (
  id           text primary key,
  name         text not null,
  bytes        integer not null check (bytes > 0),
  sha256       text not null,
  sealed       bytea not null,
  created_at   timestamptz not null
);

-- Signed notices of review desks, by the desk's id of each: a delivery that comes again changes nothing.
create table capability_notices (
  institution     text not null,
  event_id        text not null,
  application_no  text not null,
  verdict         text not null check (verdict in ('applied', 'nothing_new')),
  deliveries      integer not null default 1,
  received_at     timestamptz not null,
  primary key (institution, event_id)
);
