-- id: A3.stale_decision
-- check: column
-- rows: A3, A1, P5b, N3
-- class: should
-- severity: high
-- note: Security policies are judged by C1-3.policy-not-decided, cells of the demarcation by C2-2.unsigned. must once
--   grace.stale has passed since the change.
-- ja: {kind_ja}は決裁された後に変更され、決裁し直されていない
-- en: {kind_en} was changed after the decision and has not been decided again
WITH judged(kind, check_id, ja, en) AS (
    VALUES ('system', 'C1-3', 'リスクランクを決めたシステムの記録', 'the record of the system whose rank was decided'),
           ('contract', 'C2-1', '契約', 'the contract'),
           ('exception', 'C1-4', '例外・適用除外', 'the exception'),
           ('vulnerability_policy', 'C3-12', '脆弱性対応方針', 'the vulnerability policy')
)
SELECT a.kind AS subject_kind, a.id AS subject_id, '' AS key, j.check_id, j.ja AS kind_ja, j.en AS kind_en,
       CASE WHEN m.at + mv('grace.stale') <= :now THEN 'must' ELSE 'should' END AS class
FROM   approval a
JOIN   judged j
       ON j.kind = a.kind
LEFT   JOIN mc m
       ON m.kind = a.kind
       AND m.id = a.id
WHERE  a.state = 'stale'
