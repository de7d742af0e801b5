-- id: C3-12.late
-- check: C3-12
-- rows: C3-12, S8-K2
-- class: should
-- severity: low
-- waits: matching
-- ja: 脆弱性対応の基準は運用開始の後に決まったが、それより前の判断が{n}件、見直されていない
-- en: the vulnerability policy was decided after operation began, and {n} earlier decisions were not taken again
SELECT 'system' AS subject_kind, s.id AS subject_id, '' AS key, count(*) AS n
FROM   system s
JOIN   (SELECT min(a.at) AS at
        FROM   ok a
        WHERE  a.kind = 'vulnerability_policy') p
       ON p.at > s.starts_on
JOIN   advisory_decision d
       ON d.put_at < p.at
WHERE  EXISTS (SELECT 1
               FROM   match m
               WHERE  m.advisory = d.advisory
               AND    m.component = d.component
               AND    m.gone_at IS NULL)
GROUP  BY s.id
