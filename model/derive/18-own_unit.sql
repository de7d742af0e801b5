-- view: own_unit
-- note: The system's unit, what stands above it and what stands below it: "we".
SELECT l.above AS party FROM party_line l JOIN system s ON s.id = (SELECT system FROM context) AND l.party = s.unit
UNION
SELECT l.party FROM party_line l JOIN system s ON s.id = (SELECT system FROM context) AND l.above = s.unit
