-- A seller who accepts is in the audit log too: what a person looks for must be found beside a million of them.
create index audit_entries_by_name on audit_entries (actor_name, at desc, id desc);
create index audit_entries_by_kind on audit_entries (split_part(action, '.', 1), at desc, id desc);
