-- id: D5-2a.excluded-unsettled
-- check: C2-3
-- rows: D5-2a, C2-3, S3-K2
-- class: must
-- severity: high
-- ja: 提供者が対象外とした{item}を要求しているが、「{candidate|candidate}」の審査で{what_ja}
-- en: the provider excludes {item}, which we demand, and in the review of "{candidate|candidate}" {what_en}
-- note: Settled it is by an answered inquiry to the provider or the bidder about the item, by an approved
--   exclusion of our own, or by a judgement other than conforming; a condition has to be said.
WITH hit AS (
    SELECT k.id AS candidate, k.party, s.party AS provider, e.value_standard AS standard, e.value_item AS excluded,
           x.item, i.judgement, i.condition
    FROM   selected k
    JOIN   cloud_service s
           ON s.id = k.cloud_service
    JOIN   cloud_service_excluded e
           ON e.id = s.id
    JOIN   criterion_item x
           ON x.contract = k.contract
           AND x.standard = e.value_standard
           AND (x.item = e.value_item
                OR x.item GLOB e.value_item || '.*')
    LEFT   JOIN review_item i
           ON i.candidate = k.id
           AND i.criterion = x.criterion
    WHERE  x.part = 'cloud_b'
    AND    NOT EXISTS (SELECT 1
                       FROM   exception n
                       JOIN   ok a
                              ON a.kind = 'exception'
                              AND a.id = n.id
                       WHERE  n.type = 'exclude'
                       AND    n.ends_on > :now
                       AND    n.item_standard = x.standard
                       AND    n.item_item IN (x.item, e.value_item))
)
SELECT 'candidate' AS subject_kind, h.candidate AS subject_id, h.excluded AS key, h.candidate, h.excluded AS item,
       '適合とされているか判定がなく、提供者への照会の回答もない' AS what_ja,
       'it is judged conforming or not at all, without an answer of the provider' AS what_en
FROM   hit h
WHERE  coalesce(h.judgement, 'conforming') = 'conforming'
AND    NOT EXISTS (SELECT 1
                   FROM   inquiry q
                   JOIN   inquiry_items t
                          ON t.id = q.id
                   WHERE  q.addressee IN (h.party, h.provider)
                   AND    q.answered_on IS NOT NULL
                   AND    t.value_standard = h.standard
                   AND    t.value_item IN (h.item, h.excluded))
GROUP  BY h.candidate, h.excluded
UNION ALL
SELECT 'candidate', h.candidate, h.excluded || '-condition', h.candidate, h.excluded,
       '条件付とされているが、条件が書かれていない', 'it is conditional, but no condition is said'
FROM   hit h
WHERE  h.judgement = 'conditional'
AND    blank(h.condition, 10)
GROUP  BY h.candidate, h.excluded
