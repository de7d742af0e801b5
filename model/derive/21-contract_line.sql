-- view: contract_line
-- note: Every contract with itself and the contracts above it (subcontract → main contract).
WITH RECURSIVE line(contract, above, depth) AS (
    SELECT id, id, 0 FROM contract
    UNION
    SELECT l.contract, c.parent, l.depth + 1
    FROM   line l
    JOIN   contract c
           ON c.id = l.above
    WHERE  c.parent IS NOT NULL AND l.depth < 20
)
SELECT contract, above, depth FROM line
