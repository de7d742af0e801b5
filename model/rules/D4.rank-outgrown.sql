-- id: D4.rank-outgrown
-- check: C1-3
-- rows: D4, P4, S1-K1, C1-3
-- class: must
-- severity: high
-- note: A lower rank than the proposal is right when owner and CISO both decided since the facts that carry
--   the proposal last changed.
-- ja: 今の事実からはリスクランク{proposed|rank}になるが、決裁されているのは{decided|rank}である
-- en: the facts now give the risk rank {proposed|rank}, while {decided|rank} is decided
WITH carrying AS (
    SELECT r.subject_kind AS kind, r.subject_id AS id
    FROM   system_rank_reason r
    WHERE  r.factor = 'forced'
    OR     r.text LIKE 'uplift:%'
    OR     r.text LIKE 'floor:%'
    OR     r.text = (SELECT max(k.text) FROM system_rank_reason k WHERE k.text LIKE 'class:%')
    OR     xo(substr(r.text, 10)) = (SELECT max(xo(substr(k.text, 10))) FROM system_rank_reason k)
),
changed AS (
    SELECT coalesce(max(t.at), 0) AS at
    FROM (
        SELECT o.created_at AS at
        FROM   object o
        JOIN   carrying c
               ON c.kind = o.kind
               AND c.id = o.id
        UNION ALL
        SELECT m.at
        FROM   model_change m
        JOIN   carrying c
               ON c.kind = m.kind
               AND c.id = m.id
        WHERE  m.field IN ('class', 'personal', 'subjects', 'effects', 'tolerable_stop', 'depends', 'exposure',
                           'zone', 'cloud_service', 'listing', 'shared_platform', 'severity')
        UNION ALL
        SELECT m.at
        FROM   model_change m
        WHERE  m.kind = 'zone'
        AND    m.field = 'exposure') t
),
since AS (
    SELECT d.put_role
    FROM   decision d
    JOIN   changed c
           ON d.put_at >= c.at
    WHERE  d.subject_kind = 'system'
    AND    d.subject_id = :system
    AND    d.choice <> 'reject'
)
SELECT 'system' AS subject_kind, :system AS subject_id, 'rank' AS key, r.proposed, r.decided
FROM   system_rank r
WHERE  rank_order(r.proposed) > rank_order(r.decided)
AND    (NOT EXISTS (SELECT 1 FROM since s WHERE s.put_role = 'owner')
        OR NOT EXISTS (SELECT 1 FROM since s WHERE s.put_role = 'ciso'))
