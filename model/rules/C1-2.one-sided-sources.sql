-- id: C1-2.one-sided-sources
-- check: C1-2
-- rows: C1-2, S1-R1, S1-T2
-- class: should/should/-
-- severity: medium
-- ja: リスクシナリオの脅威源が偏っていて、{what}が一つも考えられていない
-- en: the risk scenarios are one-sided: none of them thinks of {what_en}
SELECT 'system' AS subject_kind, :system AS subject_id, 'insider' AS key,
       '内部者や委託先要員による不正' AS what, 'insiders or contractor staff' AS what_en
WHERE  EXISTS (SELECT 1 FROM scenario)
AND    NOT EXISTS (SELECT 1 FROM scenario WHERE source IN ('insider', 'contractor'))
AND    (EXISTS (SELECT 1 FROM account_role WHERE privileged = 1)
        OR EXISTS (SELECT 1 FROM actor WHERE type IN ('operator', 'staff_other')))
UNION ALL
SELECT 'system', :system, 'accident',
       '過失、故障、災害', 'mistakes, failures or disasters'
WHERE  EXISTS (SELECT 1 FROM scenario)
AND    NOT EXISTS (SELECT 1 FROM scenario WHERE source IN ('mistake', 'failure', 'disaster'))
AND    EXISTS (SELECT 1 FROM information WHERE a = 2)
