-- view: party_line
-- note: Every party with itself and all that stand above it.
WITH RECURSIVE line(party, above, depth) AS (
    SELECT id, id, 0 FROM party
    UNION
    SELECT l.party, p.parent, l.depth + 1
    FROM   line l
    JOIN   party p
           ON p.id = l.above
    WHERE  p.parent IS NOT NULL AND l.depth < 20
)
SELECT party, above, depth FROM line
