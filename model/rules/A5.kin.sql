-- id: A5.kin
-- check: column
-- rows: A4, A5
-- class: must
-- severity: high
-- note: Phases 1 to 3 are judged by D4.assessor-entangled. Kin: the same party, or one group of companies. Who only
--   assesses or supplies goods is no builder; a contract entangles until independence.after has passed.
-- ja: 評価「{evaluation|evaluation}」をした人は、構築・運用の事業者({builder|party})の側に属している
-- en: whoever made the evaluation "{evaluation|evaluation}" belongs to the side of {builder|party}, which builds or runs the system
WITH builder(party, since, until) AS (
    SELECT c.party, c.starts_on, c.ends_on + mv('independence.after')
    FROM   contract c
    WHERE  c.stage IN ('concluded', 'ended')
    AND    c.type IN ('development', 'operation', 'maintenance', 'cloud')
    UNION
    SELECT k.contractor, 0, NULL FROM component k
),
kin(party, other) AS (
    SELECT a.party, b.party
    FROM   party_line a
    JOIN   party_line b
           ON b.above = a.above
    JOIN   party p
           ON p.id = a.above
    WHERE  p.type <> 'unit'
)
SELECT DISTINCT 'evaluation' AS subject_kind, e.id AS subject_id, b.party AS key, k.check_id, e.id AS evaluation,
       b.party AS builder
FROM   evaluation e
JOIN   person p
       ON p.id = e.put_by
JOIN   kin n
       ON n.party = p.party
JOIN   builder b
       ON b.party = n.other
JOIN   gate_check k
       ON k.phase = coalesce(e.phase, 8)
WHERE  coalesce(e.phase, 8) > 3
AND    b.since <= e.put_at
AND    (b.until IS NULL
        OR b.until > e.put_at)
