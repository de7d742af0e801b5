-- view: information_raised
-- note: When information was graded higher than before (a grade is "C2 I2 A1").
SELECT d.id AS information, d.at
FROM  (SELECT l.id, l.at, replace(l.old_value, '"', '') AS before, replace(l.new_value, '"', '') AS after
       FROM   loose_change l
       WHERE  l.kind = 'information' AND l.field = 'class') d
WHERE  substr(d.after, 2, 1) > substr(d.before, 2, 1)
OR     substr(d.after, 5, 1) > substr(d.before, 5, 1)
OR     substr(d.after, 8, 1) > substr(d.before, 8, 1)
