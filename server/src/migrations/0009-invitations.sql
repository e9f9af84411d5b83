-- What has been said about a version of the terms that is about to take effect: each thing once.
create table terms_reminders (
  seq    integer not null references terms_versions (seq),
  stage  text not null check (stage in ('week_before', 'day_before', 'in_force')),
  at     timestamptz not null,
  primary key (seq, stage)
);

-- Up to when payments have been looked at for a merchant's first one by a launch's methods.
create table first_payments_fold (
  one           boolean primary key default true check (one),
  folded_until  timestamptz not null
);

create index terms_agreements_by_version on terms_agreements (seq, agreed_at desc, merchant_id desc);

-- Whom a batch chooses, in its order: those listed or those whom the rule means, who are not part of the launch already.
-- Chance is a digest of launch and merchant: asked again it gives the same merchants, and a larger share has the smaller
-- one in it.
create function launch_candidates(
  launch text, listed text[], categories text[], regions text[], sizes text[], share_bp integer,
  may_be_invited text[], most bigint
) returns table (merchant_id text, place bigint) language sql stable as $$
  select m.id, row_number() over (order by l.place, md5(launch || ':' || m.id), m.id)
  from merchants m left join unnest(listed) with ordinality as l (id, place) on l.id = m.id
  where (listed is null or l.id is not null)
    and (categories is null or m.category = any(categories))
    and (regions is null or m.region = any(regions))
    and (sizes is null or m.size = any(sizes))
    and (share_bp is null
      or (('x' || left(md5(launch || ':share:' || m.id), 8))::bit(32)::bigint * 10000) >> 32 < share_bp)
    and not exists (
      select 1 from participations p
      where p.merchant_id = m.id and p.launch_id = launch and not p.state = any(may_be_invited))
  order by 2 limit most
$$;
