-- id: P3.no-secure-default
-- check: C1-4
-- rows: P3, C1-4
-- class: should/should/-
-- severity: low
-- ja: 製品か個別開発の構成要素が{n}件あるのに、安全な初期値や堅牢化を求める要件がない
-- en: No requirement asks for secure defaults or hardening, although products or own development are in use (components: {n})
SELECT 'system' AS subject_kind, :system AS subject_id, '' AS key, count(*) AS n
FROM   component c
WHERE  c.env = 'production'
AND    (c.custom = 1
        OR c.product IS NOT NULL)
AND    EXISTS (SELECT 1 FROM requirement)
AND    NOT EXISTS (SELECT 1
                   FROM   requirement r
                   WHERE  mv_has('library.secure_default', r.library)
                   OR     glob_match(mv('requirement.secure_default'), lower(r.text)))
AND    NOT EXISTS (SELECT 1
                   FROM   requirement_items q
                   JOIN   catalog_item i
                          ON i.standard = q.value_standard
                          AND i.item = q.value_item
                   WHERE  glob_match(mv('requirement.secure_default'), lower(i.title))
                   OR     glob_match(mv('requirement.secure_default'), lower(i.prose)))
HAVING count(*) > 0
