-- id: C1-3.acceptance-serial
-- check: C1-3
-- rows: C1-3, S1-R3, A3, P5a
-- class: should
-- severity: medium
-- ja: シナリオ「{scenario|scenario}」は、下げる計画のないまま{times}回受容されている
-- en: "{scenario|scenario}" has been accepted {times} times without any plan to bring it down
WITH series AS (
    SELECT a.subject_id AS scenario, count(*) AS times, min(a.created_at) AS first_at
    FROM   acceptance_all a
    WHERE  a.subject_kind = 'scenario'
    GROUP  BY a.subject_id
)
SELECT 'scenario' AS subject_kind, s.scenario AS subject_id, '' AS key, s.scenario, s.times
FROM   series s
WHERE  s.times > mv('acceptance.repeats')
AND    EXISTS (SELECT 1 FROM acceptance_now a WHERE a.scenario = s.scenario)
AND    NOT EXISTS (
           SELECT 1
           FROM   treatment t
           WHERE  t.scenario = s.scenario
           AND    t.choice <> 'retain'
           AND    t.put_at > s.first_at)
