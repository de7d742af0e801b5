-- view: contract_renews
-- note: Which contract goes on where another ends: it says so, or it is with the same party, of the same
--   type, on a common component, and begins about when the other ends.
SELECT t.from_id AS newer, t.to_id AS older
FROM   trace t
WHERE  t.type = 'replaces'
AND    t.from_kind = 'contract'
AND    t.to_kind = 'contract'
UNION
SELECT n.id, o.id
FROM   contract n
JOIN   contract o
       ON o.party = n.party
       AND o.type = n.type
       AND o.starts_on < n.starts_on
WHERE  abs(n.starts_on - o.ends_on) <= mv('renewal.window')
AND    EXISTS (SELECT 1
               FROM   contract_components x
               JOIN   contract_components y
                      ON y.value = x.value
               WHERE  x.id = n.id
               AND    y.id = o.id)
