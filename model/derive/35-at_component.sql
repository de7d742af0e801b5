-- view: at_component
-- note: The component that a component or an interface stands for.
SELECT 'component' AS kind, c.id, c.id AS component FROM component c
UNION ALL
SELECT 'interface', i.id, i.component FROM interface i
