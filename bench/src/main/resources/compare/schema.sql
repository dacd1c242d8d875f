-- The least that a system of one transaction a request keeps: that a request came, what it left, and what it did.
-- No names of programmes, no lots, no expiry, no index to find a member's own ledger by.
create table request (key bigint primary key, member bigint not null);
create table balance (member bigint primary key, points bigint not null) with (fillfactor = 70);
create table ledger (key bigint not null, member bigint not null, points bigint not null, at timestamptz not null);
