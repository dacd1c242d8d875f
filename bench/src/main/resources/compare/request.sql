\set member random(1, :members)
\set key random(1, 9000000000000000000)
\set points random(1, 5000)
begin;
insert into request (key, member) values (:key, :member);
update balance set points = points + :points where member = :member;
insert into ledger (key, member, points, at) values (:key, :member, :points, now());
commit;
