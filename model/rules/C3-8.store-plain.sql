-- id: C3-8.store-plain
-- check: C3-8
-- rows: C3-8, X3-1
-- class: must/should/should
-- severity: medium
-- ja: {component|component}は「{information|information}」を保存するが、保存時に{what_ja}
-- en: {component|component} keeps "{information|information}", but {what_en}
WITH kept AS (
    SELECT c.id, c.at_rest, c.cipher, c.type, n.id AS information, n.c, n.form
    FROM   component c
    JOIN   information_stored_in s
           ON s.value = c.id
    JOIN   information n
           ON n.id = s.id
    WHERE  c.env = 'production'
),
judged AS (
    SELECT k.id, k.information, k.c,
           CASE WHEN k.form IN ('credential', 'key')
                     AND (k.at_rest IN ('none', 'not_needed')
                          OR k.type IN ('file_server', 'object_store', 'ci_cd', 'registry')) THEN 'secret'
                WHEN k.c >= 2 AND k.at_rest IN ('none', 'not_needed') THEN 'plain'
                WHEN k.c >= 2 AND k.cipher IS NOT NULL AND NOT mv_has('cipher.ok', k.cipher)
                     AND NOT mv_has('cipher.watch', k.cipher) THEN 'cipher' END AS why
    FROM   kept k
)
SELECT 'component' AS subject_kind, j.id AS subject_id, j.information AS key, j.id AS component, j.information,
       CASE WHEN j.c = 3 OR j.why = 'secret' THEN 'must' END AS class,
       CASE j.why WHEN 'secret' THEN '鍵や認証情報を守る置き場になっていない' WHEN 'plain' THEN '暗号化されていない'
                  ELSE '推奨されない暗号を使っている' END AS what_ja,
       CASE j.why WHEN 'secret' THEN 'it is no place for keys and credentials' WHEN 'plain' THEN 'does not encrypt it'
                  ELSE 'the cipher is not recommended' END AS what_en
FROM   judged j
WHERE  j.why IS NOT NULL
