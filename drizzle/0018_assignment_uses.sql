CREATE TABLE "assignment_uses" (
	"assignment_id" uuid PRIMARY KEY NOT NULL,
	"day" date NOT NULL
);
--> statement-breakpoint
-- What the review worked out for each assignment so far, as it stands today: an assignment that was used must not begin as unused.
INSERT INTO "assignment_uses" ("assignment_id", "day")
WITH held AS MATERIALIZED (
  SELECT a.id, a.role_id, a.project_id, a.user_id, (a.created_at AT TIME ZONE 'UTC')::date AS since
  FROM role_assignments a WHERE NOT a.is_of_model AND a.user_id IS NOT NULL
  UNION ALL
  SELECT a.id, a.role_id, a.project_id, m.user_id,
    greatest((a.created_at AT TIME ZONE 'UTC')::date, (m.created_at AT TIME ZONE 'UTC')::date)
  FROM team_memberships m JOIN role_assignments a ON a.team_id = m.team_id WHERE NOT a.is_of_model
), scoped AS MATERIALIZED (
  SELECT DISTINCT role_id FROM role_permissions
  WHERE operation IN ('project', 'role_assignment', 'pipeline_run', 'model', 'artifact', 'audit')
), hits AS MATERIALIZED (
  SELECT h.id, h.role_id, 'any' AS place, l.operation, l.type, l.day
  FROM held h JOIN last_permission_uses l ON l.user_id = h.user_id AND l.day >= h.since AND h.project_id IS NULL
  UNION ALL
  SELECT h.id, h.role_id, 'project', l.operation, l.type, l.day
  FROM held h JOIN last_permission_uses l ON l.user_id = h.user_id AND l.day >= h.since AND l.project_id = h.project_id
  UNION ALL
  SELECT h.id, h.role_id, 'store', l.operation, l.type, l.day
  FROM held h JOIN last_permission_uses l ON l.user_id = h.user_id AND l.day >= h.since
    AND h.project_id IS NOT NULL AND l.project_id IS NULL AND h.role_id NOT IN (SELECT role_id FROM scoped)
)
SELECT h.id, max(h.day) FROM hits h
JOIN role_permissions p ON p.role_id = h.role_id AND p.operation = h.operation AND p.type = h.type
WHERE h.place = 'any'
  OR (h.place = 'project' AND p.operation IN ('project', 'role_assignment', 'pipeline_run', 'model', 'artifact', 'audit'))
  OR (h.place = 'store' AND p.type = 'read' AND p.operation IN ('stack', 'stack_component', 'flavor', 'catalog', 'custom_list'))
GROUP BY h.id;
