-- id: D5-1b.service-unnamed
-- check: C2-1
-- rows: D5-1b, S3-K2, C2-1
-- class: need
-- severity: high
-- ja: 「{component|component}」はクラウド上にあるが、どのクラウドサービスかが記録されていない
-- en: "{component|component}" is in a cloud, but nobody recorded which cloud service it is
SELECT 'component' AS subject_kind, component AS subject_id, '' AS key, component FROM unnamed_service
