-- Signed messages of institutions that are about no payment, by the institution's id of each: a delivery that comes
-- again changes nothing. hurried: something is asked about sooner. nothing_new: nothing waits for it, or it is due
-- already. not_handled: of a kind that nothing is done about.
create table institution_messages (
  institution  text not null,
  account_id   text not null,
  event_id     text not null,
  name         text not null,
  verdict      text not null check (verdict in ('hurried', 'nothing_new', 'not_handled')),
  deliveries   integer not null default 1,
  received_at  timestamptz not null,
  primary key (institution, account_id, event_id)
);
