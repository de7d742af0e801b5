-- view: gone
-- note: People who are recorded, but hold office no more: left, or taken out of the register. Whoever is
--   not recorded here at all (a folder judged without the organisation's part) is not known to be gone.
SELECT p.id FROM person_all p
WHERE  p.retired_at IS NOT NULL
OR     p.left_on <= (SELECT now FROM context)
