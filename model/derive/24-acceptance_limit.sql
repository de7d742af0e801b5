-- view: acceptance_limit
-- note: The value up to which risks may be carried: the decided policy's, else the method's. One row.
SELECT coalesce(
    (SELECT p.accept_up_to
     FROM   security_policy p
     JOIN   ok a
            ON a.kind = 'security_policy' AND a.id = p.id
     ORDER  BY a.at DESC, p.id
     LIMIT  1),
    mv('acceptance.up_to')) AS value
