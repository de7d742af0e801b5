-- id: X5-1.open
-- check: C3-4
-- rows: X5-1, C3-4, S4-K1
-- class: must
-- severity: high
-- note: What a tracker calls accepted closes nothing. Critical where the logs show that it is being tried.
-- ja: {place|@place_kind}に、入力の扱いの初歩的な脆弱性が直されずに残っている(CWE-{cwe}){seen_ja}
-- en: {place|@place_kind} still has an elementary flaw in handling input (CWE-{cwe}){seen_en}
WITH tried AS (
    SELECT DISTINCT l.component
    FROM   attack_signature a
    JOIN   log_source l
           ON l.id = a.log_source
    WHERE  a.type IN ('injection', 'traversal')
),
flaw AS (
    SELECT o.id, o.cwe, o.subject_kind, o.subject_id,
           EXISTS (SELECT 1
                   FROM   at_component c
                   JOIN   tried t
                          ON t.component = c.component
                   WHERE  c.kind = o.subject_kind
                   AND    c.id = o.subject_id) AS seen
    FROM   issue_open o
    WHERE  o.severity <> 'info'
    AND    mv_has('cwe.injection', o.cwe)
)
SELECT 'issue' AS subject_kind, f.id AS subject_id, '' AS key, f.cwe,
       coalesce(f.subject_kind, 'issue') AS place_kind, coalesce(f.subject_id, f.id) AS place,
       CASE WHEN f.seen THEN 'critical' END AS severity,
       CASE WHEN f.seen THEN '。狙った攻撃の跡がログにある' ELSE '' END AS seen_ja,
       CASE WHEN f.seen THEN ', and the log shows attacks on it' ELSE '' END AS seen_en
FROM   flaw f
