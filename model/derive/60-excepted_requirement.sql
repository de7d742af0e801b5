-- view: excepted_requirement
-- note: Requirements that an exception in force takes out or suspends. compensated: what stands in for
--   it is named; control: that control, one row each (NULL: told in words, or not at all).
SELECT e.requirement, e.id AS exception, c.value AS control,
       c.value IS NOT NULL OR blank(e.compensation, 10) = 0 AS compensated
FROM   exception e
JOIN   ok a
       ON a.kind = 'exception'
       AND a.id = e.id
LEFT   JOIN exception_compensating c
       ON c.id = e.id
WHERE  e.ends_on > (SELECT now FROM context)
