-- id: C1-1.kind-missing
-- check: C1-1
-- rows: C1-1, S1-T1
-- class: need
-- severity: high
-- ja: システムプロファイルに{what}が一つも書かれていない
-- en: the profile lists no {what_en} at all
WITH wanted(kind, what, what_en) AS (
    VALUES ('information', '取扱情報', 'information'),
           ('actor', 'アクター(利用者や接続相手)', 'actors'),
           ('task', '業務', 'tasks'),
           ('component', '構成要素', 'components'),
           ('flow', 'データの流れ', 'data flows')
)
SELECT 'system' AS subject_kind, :system AS subject_id, w.kind AS key, w.what, w.what_en
FROM   wanted w
WHERE  NOT EXISTS (
           SELECT 1
           FROM   object o
           WHERE  o.kind = w.kind
           AND    o.retired_at IS NULL)
