-- id: X7-2.interval-loose
-- check: C2-3
-- rows: X7-2, C2-3
-- class: should
-- severity: low
-- ja: 契約「{contract|contract}」の履行確認の間隔({check_interval|duration})が{what_ja}
-- en: the interval of performance checks of "{contract|contract}" ({check_interval|duration}) is longer than {what_en}
-- note: A diagnosis of a few weeks is checked by its report.
SELECT 'contract' AS subject_kind, w.id AS subject_id, '' AS key, w.id AS contract, w.check_interval,
       CASE WHEN w.check_interval > mv('contract.check') THEN '手法の定める上限より長い'
            ELSE '契約期間より長く、期間中に一度も確認しないことになる' END AS what_ja,
       CASE WHEN w.check_interval > mv('contract.check') THEN 'the method allows'
            ELSE 'the contract itself, so that no check falls into it' END AS what_en
FROM   contract_watched w
WHERE  w.check_interval > mv('contract.check')
OR     (w.check_interval > w.ends_on - w.starts_on
        AND w.type <> 'assessment')
