-- id: C3-12
-- note: The vulnerability policy in force: the system's own, else the organisation's. Covered when it was
--   decided and names the feeds it relies on.
WITH policy AS (
    SELECT p.id, p.put_at,
           row_number() OVER (ORDER BY (p.system = :system) DESC, p.id) AS nth,
           EXISTS (SELECT 1
                   FROM   vulnerability_policy_feeds f
                   WHERE  f.id = p.id) AS feeds
    FROM   vulnerability_policy p
),
judged AS (
    SELECT p.id, a.at, a.ends_on,
           CASE WHEN NOT p.feeds THEN 'unnamed' WHEN o.state = 'claimed' THEN 'claimed'
                WHEN a.id IS NULL THEN 'unconfirmed' END AS reason
    FROM   policy p
    LEFT   JOIN approved a
           ON a.kind = 'vulnerability_policy'
           AND a.id = p.id
    LEFT   JOIN ok o
           ON o.kind = 'vulnerability_policy'
           AND o.id = p.id
    WHERE  p.nth = 1
)
SELECT 'vulnerability_policy' AS subject_kind, j.id AS subject_id,
       CASE WHEN j.reason IS NULL THEN 'decision' END AS cover_kind,
       CASE WHEN j.reason IS NULL THEN j.id END AS cover_id, CASE WHEN j.reason IS NULL THEN 70 END AS proof,
       j.at AS collected_at, j.ends_on AS fresh_until, NULL AS changed_at, j.reason
FROM   judged j
