-- view: hot
-- note: Grave scenarios, by their value without controls: with today's value good controls would empty
--   the scope in which they are judged.
SELECT r.scenario, r.inherent, r.current FROM risk r
WHERE  r.inherent <= mv('risk.grave')
