-- id: C3-8.flat
-- check: C3-8
-- rows: C3-8, S4-K3, X2-2
-- class: must
-- severity: high
-- note: Business data beside what the internet or partners reach directly. A service bought as a whole is one
--   element, and what only manages the system is judged by its ways in.
-- ja: {component|component}は「{information|information}」を保存するのに、{entry_ja}同じ区域「{zone|zone}」にある
-- en: {component|component} keeps "{information|information}" in the zone "{zone|zone}", {entry_en}
WITH entry AS (
    SELECT e.id, e.zone, coalesce(e.name, e.id) AS name, coalesce(e.name_en, e.name, e.id) AS name_en,
           EXISTS (SELECT 1
                   FROM   component k
                   WHERE  k.runs_on = e.id) AS host
    FROM   component e
    JOIN   exposure_of x
           ON x.component = e.id
    WHERE  x.hops = 0
    AND    x.exposure IN ('internet', 'partner')
)
SELECT 'component' AS subject_kind, c.id AS subject_id, '' AS key, c.id AS component, c.zone, n.id AS information,
       CASE WHEN max(e.id = c.id) THEN '外から直接届く' ELSE '外から直接届く' || coalesce(min(CASE WHEN NOT e.host THEN e.name END), min(e.name)) || 'と' END AS entry_ja,
       CASE WHEN max(e.id = c.id) THEN 'where it is reached from outside' ELSE 'the same as ' || coalesce(min(CASE WHEN NOT e.host THEN e.name_en END), min(e.name_en)) || ', which is reached from outside' END AS entry_en
FROM   component c
JOIN   information_stored_in s
       ON s.value = c.id
JOIN   information n
       ON n.id = s.id
JOIN   entry e
       ON e.zone = c.zone
WHERE  c.env = 'production'
AND    c.type <> 'saas'
AND    n.form IN ('record', 'file', 'credential', 'key')
AND    (n.c >= 2 OR n.i = 2)
GROUP  BY c.id
