-- id: C7-6.monthly
-- check: C7-6
-- rows: C7-6, S8-T1
-- class: must/must/should
-- severity: medium
-- ja: 監視の状況が、決めた間隔のうちに管理者によって確かめられていない
-- en: the state of monitoring was not confirmed by the manager within the interval
SELECT 'system' AS subject_kind, :system AS subject_id, '' AS key
FROM   in_operation o
WHERE  o.since + mv('interval.monitoring') <= :now
AND    NOT EXISTS (SELECT 1
                   FROM   review v
                   WHERE  v.type = 'monitoring'
                   AND    v.put_role = 'manager'
                   AND    v.at + mv('interval.monitoring') > :now)
