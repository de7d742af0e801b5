-- id: C2-3.certificate-ended
-- check: C2-3
-- rows: C2-3, S3-R2, S3-T4
-- class: must
-- severity: medium
-- ja: {party|party}の認証({scheme|party.certificates.scheme})が{what_ja}
-- en: the certificate of {party|party} ({scheme|party.certificates.scheme}) {what_en}
-- note: Demanded are the method's schemes, of parties that hold information of confidentiality 2 or more.
WITH scheme(code) AS (
    VALUES ('isms'), ('isms_cloud'), ('pmark'), ('vuln_service'), ('audit_service'), ('scs'), ('other')
),
partner AS (
    SELECT c.party, coalesce(max(i.c), 0) >= 2 AS entrusted
    FROM   contract_live c
    JOIN   contract_outs o
           ON o.id = c.id
    LEFT   JOIN contract_information ci
           ON ci.id = c.id
    LEFT   JOIN information i
           ON i.id = ci.value
    WHERE  c.type <> 'consulting'
    OR     ci.id IS NOT NULL
    GROUP  BY c.party
),
held AS (
    SELECT p.id AS party, h.entrusted AND mv_has('party.certificates', s.code) AS demanded, s.code AS scheme,
           count(c.scheme) AS rows, sum(c.ends_on <= :now) AS ended, max(c.ends_on) AS last
    FROM   party p
    JOIN   partner h
           ON h.party = p.id
    JOIN   scheme s
    LEFT   JOIN party_certificates c
           ON c.id = p.id
           AND c.scheme = s.code
    GROUP  BY p.id, s.code
)
SELECT 'party' AS subject_kind, party AS subject_id,
       CASE WHEN rows = 0 THEN 'none-' || scheme ELSE scheme END AS key, party, scheme,
       CASE WHEN demanded THEN 'must' ELSE 'should' END AS class,
       CASE WHEN rows = 0 THEN '記録されていない。預ける情報の格付から必要' ELSE '期限切れで、更新の記録がない' END AS what_ja,
       CASE WHEN rows = 0 THEN 'is not recorded, and the grade of what it holds demands one'
            ELSE 'has expired, and no renewal is recorded' END AS what_en
FROM   held
WHERE  (rows > 0
        AND rows = ended)
OR     (rows = 0
        AND demanded)
