-- view: here
-- note: People in office now.
SELECT p.id, p.party FROM person p
WHERE  p.left_on IS NULL OR p.left_on > (SELECT now FROM context)
