-- What people in the console look through, newest first.
create index notices_by_time on notices (received_at desc);
create index refunds_by_time on refunds (created_at desc, id desc);
create index checkouts_by_payment on checkouts (paid_at) where paid_at is not null;
create index checkouts_by_state on checkouts (state, created_at desc, id desc);
