-- view: log_taken
-- note: Which kinds of event are logged of each component: by sources at it or at what it runs on.
SELECT h.component, e.value AS event, l.id AS log_source FROM log_source l
JOIN   host_line h
       ON h.host = l.component
JOIN   log_source_events e
       ON e.id = l.id
