-- id: C7-3.moved
-- check: C7-3
-- rows: C7-3, A2
-- class: must
-- severity: medium
-- note: Accounts as they are registered. Who has left altogether is judged by the exports. A duty here, a part in the
--   demarcation or a contract not yet over is reason enough to keep an account.
-- ja: アカウント({account}、{component|component})の持ち主が属する{party|party}は、このシステムに関わっていない
-- en: the holder of an account ({account}, {component|component}) belongs to {party|party}, which has no part in this system
SELECT 'account' AS subject_kind, a.id AS subject_id, '' AS key, a.id AS account, a.component, p.party
FROM   account a
JOIN   person p
       ON p.id = a.person
WHERE  a.type = 'personal'
AND    (a.ends_on IS NULL
        OR a.ends_on > :now)
AND    p.id NOT IN (SELECT id FROM gone)
AND    EXISTS (SELECT 1 FROM own_unit)
AND    p.party NOT IN (SELECT party FROM own_unit)
AND    NOT EXISTS (
           SELECT 1
           FROM   contract_binds b
           JOIN   contract c
                  ON c.id = b.contract
           WHERE  b.party = p.party
           AND    c.stage = 'concluded'
           AND    c.ends_on > :now)
AND    NOT EXISTS (SELECT 1 FROM demarcation m WHERE m.holder = p.party)
AND    NOT EXISTS (
           SELECT 1
           FROM   duty d
           WHERE  d.party = p.party
           OR     p.id IN (d.person, d.deputy))
