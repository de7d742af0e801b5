-- view: mc
-- note: The latest material change of an object (creation is none).
SELECT kind, id, max(at) AS at FROM model_change GROUP BY kind, id
