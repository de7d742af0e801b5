-- id: C2-1.claimed-not-found
-- check: C2-1
-- rows: C2-1, S3-T1, X7-1
-- class: should
-- severity: high
-- waits: evidence
-- ja: 契約「{contract|contract}」の条件「{condition|condition}」は「有」と記録されているが、文書からは{gap}
-- en: The condition "{condition|condition}" is on record as present in the contract "{contract|contract}", but its file {gap_en}
WITH found AS (
    SELECT o.contract, o.condition, o.requirement, o.strength, o.seen_at, norm(o.quote) AS quote
    FROM   observed_clause o
    WHERE  o.confidence >= mv('clause.confidence')
),
claimed AS (
    SELECT c.id, c.contract, c.condition, NULL AS requirement, c.quote
    FROM   clause c
    WHERE  c.strength = 'present'
    AND    c.condition <> 'requirement'
    UNION ALL
    SELECT c.id, c.contract, c.condition, q.value, c.quote
    FROM   clause c
    JOIN   clause_requirements q
           ON q.id = c.id
    WHERE  c.strength = 'present'
    AND    c.condition = 'requirement'
),
compared AS (
    SELECT c.id, c.contract, c.condition, c.quote,
           max(CASE f.strength WHEN 'present' THEN 3 WHEN 'weak' THEN 2 ELSE 1 END) AS best
    FROM   claimed c
    JOIN   found f
           ON f.contract = c.contract
           AND f.condition = c.condition
           AND f.requirement IS c.requirement
    WHERE  f.seen_at = (SELECT max(y.seen_at)
                        FROM   found y
                        WHERE  y.contract = c.contract
                        AND    y.condition = c.condition
                        AND    y.requirement IS c.requirement)
    GROUP  BY c.id, c.requirement
)
SELECT 'clause' AS subject_kind, m.id AS subject_id, CASE m.best WHEN 2 THEN 'weak' ELSE '' END AS key,
       m.contract, m.condition,
       CASE m.best WHEN 2 THEN '弱い記載しか読み取れず、条文の引用もない' ELSE '見当たらない' END AS gap,
       CASE m.best WHEN 2 THEN 'says it only weakly, and no wording is quoted' ELSE 'does not say so' END AS gap_en
FROM   compared m
WHERE  (m.best = 1
        OR (m.best = 2
            AND blank(m.quote, 10) = 1))
AND    NOT EXISTS (SELECT 1
                   FROM   found f
                   WHERE  f.contract = m.contract
                   AND    blank(m.quote, 10) = 0
                   AND    instr(f.quote, norm(m.quote)) > 0)
GROUP  BY m.id
