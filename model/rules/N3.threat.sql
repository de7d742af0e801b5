-- id: N3.threat
-- check: C1-2
-- rows: N3, C1-2, C7-5
-- class: should
-- severity: high
-- note: A notice of a technique of attack; one that says only what to patch changes no analysis.
-- ja: 対応が要るとした脅威情報「{notice|threat_notice}」の攻撃手法を扱うリスクシナリオがなく、工程{phases}もやり直されていない
-- en: no scenario deals with the technique of the threat notice "{notice|threat_notice}", which calls for action, and phase {phases} was not run again
WITH late AS (
    SELECT n.id, n.received_at AS at, group_concat(DISTINCT p.phase) AS phases
    FROM   threat_notice n
    JOIN   phase_passed p
           ON p.phase IN (1, 2)
           AND p.at < n.received_at
    WHERE  n.relevance = 'act'
    AND    EXISTS (SELECT 1
                   FROM   threat_notice_techniques k
                   WHERE  k.id = n.id)
    AND    NOT EXISTS (SELECT 1
                       FROM   threat_notice_scenarios x
                       JOIN   scenario s
                              ON s.id = x.value
                       WHERE  x.id = n.id)
    AND    NOT EXISTS (SELECT 1
                       FROM   review r
                       JOIN   review_items x
                              ON x.id = r.id
                       WHERE  r.type = 'risk'
                       AND    r.at >= n.received_at
                       AND    x.subject_kind = 'threat_notice'
                       AND    x.subject_id = n.id)
    GROUP  BY n.id
)
SELECT 'threat_notice' AS subject_kind, l.id AS subject_id, '' AS key, l.id AS notice, l.phases,
       CASE WHEN l.at + mv('grace.n3') <= :now THEN 'must' ELSE 'should' END AS class
FROM   late l
