-- id: C2-1.spec-older
-- check: C2-1
-- rows: C2-1, S3-R1, S3-T1, N1
-- class: should
-- severity: high
-- ja: 契約「{contract|contract}」の調達仕様書({collected|date})は、その後に変わった要件{n}件より古い: {requirements|requirement}
-- en: The specification of the contract "{contract|contract}" ({collected|date}) is older than changes of its requirements ({n}): {requirements|requirement}
WITH carried AS (
    SELECT k.id AS contract, k.stage, v.collected_at, q.value AS requirement, max(c.put_at) AS typed_at
    FROM   contract k
    JOIN   evidence v
           ON v.id = k.specification
    JOIN   clause c
           ON c.contract = k.id
    JOIN   clause_requirements q
           ON q.id = c.id
    JOIN   requirement r
           ON r.id = q.value
    GROUP  BY k.id, q.value
),
outdated AS (
    SELECT x.contract, x.collected_at, x.requirement
    FROM   carried x
    JOIN   chg g
           ON g.kind = 'requirement'
           AND g.id = x.requirement
           AND g.at > x.collected_at
    WHERE  x.stage = 'tender'
    OR     (x.stage = 'concluded'
            AND x.typed_at < g.at
            AND NOT EXISTS (SELECT 1
                            FROM   inquiry i
                            JOIN   inquiry_subjects s
                                   ON s.id = i.id
                            WHERE  i.put_at >= g.at
                            AND    ((s.value_kind = 'requirement'
                                     AND s.value_id = x.requirement)
                                    OR (s.value_kind = 'contract'
                                        AND s.value_id = x.contract)))
            AND NOT EXISTS (SELECT 1
                            FROM   change h
                            JOIN   change_subjects s
                                   ON s.id = h.id
                            WHERE  h.put_at >= g.at
                            AND    ((s.value_kind = 'requirement'
                                     AND s.value_id = x.requirement)
                                    OR (s.value_kind = 'contract'
                                        AND s.value_id = x.contract))))
)
SELECT 'contract' AS subject_kind, o.contract AS subject_id, '' AS key, o.contract, max(o.collected_at) AS collected,
       count(*) AS n, group_concat(o.requirement) AS requirements
FROM   outdated o
GROUP  BY o.contract
