-- id: D5-1b.exclusion-unfounded
-- check: C2-1
-- rows: D5-1b, P4, C2-1
-- class: must
-- severity: high
-- ja: ISMAPの基準{item}の適用除外({reason_id}){what_ja}
-- en: the exclusion of ISMAP item {item} ({reason_id}) {what_en}
-- note: Exclusions that are over count only while no criterion demands the item again.
WITH excluded AS (
    SELECT e.id, e.item_standard, e.item_item AS item, e.ends_on, norm(e.nature) AS nature,
           blank(e.nature, 15) OR norm(e.nature) = norm(e.reason) AS groundless, a.at AS decided_at,
           a.id IS NOT NULL
           AND e.ends_on > :now AS in_force,
           coalesce(g.parent, rtrim(rtrim(e.item_item, replace(e.item_item, '.', '')), '.')) AS parent,
           EXISTS (SELECT 1
                   FROM   criterion x
                   WHERE  x.part = 'cloud_b'
                   AND    x.item_standard = e.item_standard
                   AND    x.item_item = e.item_item) AS demanded
    FROM   exception e
    JOIN   standard s
           ON s.id = e.item_standard
           AND s.type = 'ismap'
    LEFT   JOIN ok a
           ON a.kind = 'exception'
           AND a.id = e.id
    LEFT   JOIN catalog_item g
           ON g.standard = e.item_standard
           AND g.item = e.item_item
    WHERE  e.type = 'exclude'
),
ranked AS (
    SELECT d.put_at AS at, rank_order(d.value) AS rank,
           lag(rank_order(d.value)) OVER (ORDER BY d.put_at, d.id) AS before
    FROM   decision d
    WHERE  d.subject_kind = 'system'
    AND    d.choice <> 'reject'
    AND    d.value IS NOT NULL
),
raised AS (
    SELECT at FROM ranked WHERE rank > before
    UNION ALL
    SELECT r.at
    FROM   information_raised r
    JOIN   information_at i
           ON i.information = r.information
           AND i.place_kind = 'component'
    JOIN   cloud_place p
           ON p.component = i.place_id
)
SELECT 'exception' AS subject_kind, id AS subject_id, '' AS key, id AS reason_id, item, 'must' AS class,
       'は、承認がないか期限が過ぎている' AS what_ja, 'is not approved, or is over' AS what_en
FROM   excluded
WHERE  NOT in_force
AND    NOT demanded
UNION ALL
SELECT 'exception', id, 'ground', id, item, 'must',
       'に、業務や情報の特性に基づく根拠が書かれていない', 'does not say what in the nature of the task or the information it rests on'
FROM   excluded
WHERE  groundless
AND    in_force
UNION ALL
SELECT 'exception', min(id), 'copied', min(id), group_concat(item, '、'), 'should',
       'ほかで、根拠に同じ文が使い回されている', 'and others gives the same ground in the same words'
FROM   excluded
WHERE  in_force
AND    NOT groundless
GROUP  BY nature
HAVING count(DISTINCT parent) >= mv('exclusion.copied')
UNION ALL
SELECT 'exception', x.id, 'outdated', x.id, x.item, 'must',
       'は、情報の格付かリスクランクが上がった後に見直されていない', 'was not looked at again after the grade of information or the risk rank rose'
FROM   excluded x
WHERE  x.in_force
AND    EXISTS (SELECT 1
               FROM   raised r
               WHERE  r.at > x.decided_at)
