-- id: C1-1.link-one-sided
-- check: C1-1
-- rows: C1-1, S1-T1
-- class: must/should/should
-- severity: high
-- note: An own body needs no agreement with itself. A peer that is in the store but says nothing of us is
--   asked for it (need).
-- ja: 連携「{link|link}」は、{why}
-- en: the link "{link|link}" {why_en}
SELECT 'link' AS subject_kind, l.id AS subject_id, '' AS key, NULL AS class, l.id AS link,
       '相手のシステムと、依存の向きの記載が食い違っている' AS why,
       'is recorded by the peer with another direction of dependence' AS why_en
FROM   link l
WHERE  EXISTS (
           SELECT 1
           FROM   peer_link q
           WHERE  q.system = l.peer
           AND    q.peer = :system)
AND    NOT EXISTS (
           SELECT 1
           FROM   peer_link q
           WHERE  q.system = l.peer
           AND    q.peer = :system
           AND    q.depends = CASE l.depends WHEN 'on_peer' THEN 'on_us' WHEN 'on_us' THEN 'on_peer'
                                             ELSE l.depends END)
UNION ALL
SELECT 'link', l.id, 'agreement', NULL, l.id,
       '依存があるのに、協定や合意書の証跡がない',
       'carries a dependence, but no agreement is on record'
FROM   link l
WHERE  l.depends <> 'none'
AND    l.agreement IS NULL
AND    l.party NOT IN (SELECT party FROM own_unit UNION SELECT unit FROM system)
UNION ALL
SELECT 'link', l.id, 'peer', 'need', l.id,
       '相手のシステムの側にまだ書かれていない',
       'is not recorded by the peer yet'
FROM   link l
WHERE  EXISTS (SELECT 1 FROM peer_system p WHERE p.system = l.peer)
AND    NOT EXISTS (
           SELECT 1
           FROM   peer_link q
           WHERE  q.system = l.peer
           AND    q.peer = :system)
