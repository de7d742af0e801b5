-- view: front_of
-- note: What stands in front of a component and takes its traffic: it passes a flow on to it, or realises a
--   control at one of its interfaces.
SELECT f.to_id AS component, c.id AS front FROM flow f
JOIN   component c
       ON f.from_kind = 'component' AND c.id = f.from_id
WHERE  f.to_kind = 'component'
AND    c.type IN ('waf', 'cdn', 'proxy', 'balancer', 'api_gateway', 'firewall')
UNION
SELECT i.component, c.id FROM interface i
JOIN   control_places p
       ON p.value_kind = 'interface' AND p.value_id = i.id
JOIN   control_realised_by r
       ON r.id = p.id AND r.value_kind = 'component'
JOIN   component c
       ON c.id = r.value_id AND c.id <> i.component
WHERE  c.type IN ('waf', 'cdn', 'proxy', 'balancer', 'api_gateway', 'firewall')
