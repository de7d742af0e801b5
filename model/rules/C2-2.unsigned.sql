-- id: C2-2.unsigned
-- check: C2-2
-- rows: C2-2, S3-T2, P2b, A1
-- class: should
-- severity: medium
-- ja: {holder|party}が主担当の分担{n}件に、双方の合意がない({names|dtask}){gap}
-- en: Both sides have not agreed to all that {holder|party} is mainly responsible for (cells: {n}; {names|dtask}){gap_en}
WITH lacking AS (
    SELECT d.id, d.task, d.holder, a.id IS NULL AS undecided, g.cell IS NULL AS unsigned
    FROM   demarcation d
    JOIN   party p
           ON p.id = d.holder
    LEFT   JOIN ok a
           ON a.kind = 'demarcation'
           AND a.id = d.id
    LEFT   JOIN cell_signature g
           ON g.cell = d.id
    WHERE  d.part = 'main'
    AND    d.holder NOT IN (SELECT party FROM own_unit)
    AND    (a.id IS NULL
            OR g.cell IS NULL)
    AND    NOT EXISTS (SELECT 1
                       FROM   attestation t
                       WHERE  t.subject_kind = 'demarcation'
                       AND    t.subject_id = d.id
                       AND    t.put_role = 'contractor'
                       AND    t.statement <> 'conforming'
                       AND    t.put_at >= d.put_at
                       AND    t.ends_on > :now)
)
SELECT 'party' AS subject_kind, l.holder AS subject_id, '' AS key, l.holder, count(*) AS n,
       group_concat(DISTINCT l.task) AS names,
       CASE WHEN sum(l.unsigned) > 0 THEN '。相手の確認が' || sum(l.unsigned) || '件足りない' ELSE '' END
       || CASE WHEN sum(l.undecided) > 0 THEN '。管理者の承認が' || sum(l.undecided) || '件足りない' ELSE '' END AS gap,
       CASE WHEN sum(l.unsigned) > 0 THEN '; the holder''s word is missing: ' || sum(l.unsigned) ELSE '' END
       || CASE WHEN sum(l.undecided) > 0 THEN '; the manager''s approval is missing: ' || sum(l.undecided) ELSE '' END AS gap_en
FROM   lacking l
GROUP  BY l.holder
