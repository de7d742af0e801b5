-- view: ok
-- note: For rules: a decision is there. What a folder claims counts as there (no finding), but covers
--   nothing in a ground: grounds use `approved`.
SELECT kind, id, state, role, decided_by, at, ends_on FROM approval
WHERE  state IN ('approved', 'conditional', 'claimed')
AND    (ends_on IS NULL OR ends_on > (SELECT now FROM context))
