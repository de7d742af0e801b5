-- table: place_class
-- note: The high-water mark of the grades of all information at a place.
SELECT :system AS system, a.place_kind, a.place_id, max(i.c) AS c, max(i.i) AS i, max(i.a) AS a,
       CASE max(CASE i.personal WHEN 'my_number' THEN 3 WHEN 'sensitive' THEN 2
                                WHEN 'personal' THEN 1 ELSE 0 END)
            WHEN 3 THEN 'my_number' WHEN 2 THEN 'sensitive' WHEN 1 THEN 'personal'
            ELSE 'none' END AS personal,
       sum(i.subjects) AS subjects
FROM   information_at a
JOIN   information i
       ON i.id = a.information
GROUP  BY a.place_kind, a.place_id
