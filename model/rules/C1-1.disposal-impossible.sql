-- id: C1-1.disposal-impossible
-- check: C1-1
-- rows: C1-1, S1-T1
-- class: should
-- severity: high
-- ja: 「{information|information}」は、書かれた方法では消去できない: {why}
-- en: "{information|information}" cannot be disposed of in the way stated: {why_en}
WITH cloudy AS (
    SELECT h.component
    FROM   host_line h
    JOIN   component c
           ON c.id = h.host
    WHERE  c.cloud_service IS NOT NULL
    UNION
    SELECT c.id
    FROM   component c
    JOIN   zone_line l
           ON l.zone = c.zone
    JOIN   zone z
           ON z.id = l.above
    WHERE  z.type = 'cloud'
),
encrypted AS (
    SELECT h.component
    FROM   host_line h
    JOIN   component c
           ON c.id = h.host
    WHERE  c.at_rest NOT IN ('none', 'not_needed')
)
SELECT 'information' AS subject_kind, i.id AS subject_id, s.value AS key, i.id AS information,
       'クラウド上の「' || c.name || '」は、物理的に破壊できない' AS why,
       '"' || coalesce(c.name_en, c.name) || '" lies in a cloud and cannot be destroyed physically' AS why_en
FROM   information i
JOIN   information_stored_in s
       ON s.id = i.id
JOIN   component c
       ON c.id = s.value
WHERE  i.disposal = 'destroy'
AND    EXISTS (SELECT 1 FROM cloudy k WHERE k.component = s.value)
UNION ALL
SELECT 'information', i.id, 'crypto', i.id,
       '暗号化消去とされているのに、どの保管先でも暗号化されていない',
       'it is to be erased by destroying its key, but no place of storage encrypts it'
FROM   information i
WHERE  i.disposal = 'crypto'
AND    EXISTS (SELECT 1 FROM information_stored_in s WHERE s.id = i.id)
AND    NOT EXISTS (
           SELECT 1
           FROM   information_stored_in s
           JOIN   encrypted e
                  ON e.component = s.value
           WHERE  s.id = i.id)
