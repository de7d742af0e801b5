-- view: excepted_requirement
-- note: Requirements that an exception in force takes out or suspends. compensated: something stands in for
--   it, a control that is not switched off (control: one row each) or what is told in words.
SELECT e.requirement, e.id AS exception, k.id AS control,
       k.id IS NOT NULL
       OR blank(e.compensation, 10) = 0 AS compensated
FROM   exception e
JOIN   ok a
       ON a.kind = 'exception'
       AND a.id = e.id
LEFT   JOIN exception_compensating c
       ON c.id = e.id
LEFT   JOIN control k
       ON k.id = c.value
       AND k.state <> 'disabled'
WHERE  e.ends_on > (SELECT now FROM context)
