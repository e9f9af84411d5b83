-- Who may do what in the console, and who did what there, and why.

alter table users add column role text
  check (role in ('viewer', 'support', 'operator', 'finance', 'admin'));
-- Until now everybody in the console could do everything.
update users set role = 'admin' where realm = 'console';
alter table users add constraint users_role_by_realm check ((realm = 'console') = (role is not null));
-- A user is never deleted: the audit log names it for ever.
alter table users add column disabled_at timestamptz;
create index users_by_time on users (realm, created_at desc, id desc);

create sequence audit_ids;
create table audit_entries (
  -- In the order of writing, so that two changes of one millisecond have an order too.
  id             text primary key default 'au_' || lpad(nextval('audit_ids')::text, 12, '0'),
  at             timestamptz not null,
  actor_kind     text not null check (actor_kind in ('person', 'schedule', 'guardrail', 'platform')),
  actor_id       text not null,
  actor_name     text not null,
  -- The role at that moment; it may be another today.
  actor_role     text,
  -- What was done: 'user.change-role'.
  action         text not null,
  -- What it was done to: 'user:us_1', and how people call that.
  subject        text not null,
  subject_name   text,
  value_before   jsonb not null,
  value_after    jsonb not null,
  why            text not null,
  -- The entry that this one took back: each is taken back once.
  undoes         text unique references audit_entries (id)
);
create index audit_entries_by_time on audit_entries (at desc, id desc);
create index audit_entries_by_subject on audit_entries (subject, at desc, id desc);
create index audit_entries_by_actor on audit_entries (actor_id, at desc, id desc);
create trigger audit_entries_append_only before update or delete on audit_entries
  for each row execute function refuse_change();
