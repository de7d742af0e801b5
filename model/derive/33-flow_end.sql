-- view: flow_end
-- note: The two ends of every flow.
SELECT f.id AS flow, 'from' AS side, f.from_kind AS kind, f.from_id AS id FROM flow f
UNION ALL
SELECT f.id, 'to', f.to_kind, f.to_id FROM flow f
