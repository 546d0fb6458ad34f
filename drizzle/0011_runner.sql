-- A store's own role of the name, in any spelling, makes room for the built-in one: its former name is remembered, and the audit tells of it.
WITH "own" AS MATERIALIZED (
  SELECT r."id", r."name" AS "was", r."name" || f."suffix" AS "name", r."name_key" AS "key_was", r."name_key" || f."suffix" AS "name_key",
    gen_random_uuid() AS "event_id", date_trunc('milliseconds', now()) AS "at"
  FROM "roles" r CROSS JOIN LATERAL (
    SELECT s."suffix" FROM (
      SELECT n, CASE n WHEN 1 THEN ' (yours)' ELSE ' (yours ' || n || ')' END AS "suffix" FROM generate_series(1, 1000) n
    ) s
    WHERE NOT EXISTS (SELECT 1 FROM "roles" o WHERE o."name_key" = r."name_key" || s."suffix" AND o."deleted_at" IS NULL)
    ORDER BY s.n LIMIT 1
  ) f
  WHERE r."name_key" = 'runner' AND r."deleted_at" IS NULL
), "renamed" AS (
  UPDATE "roles" SET "name" = own."name", "name_key" = own."name_key", "updated_at" = own."at", "updated_by_id" = NULL, "updated_by_name" = 'Assay'
  FROM "own" WHERE "roles"."id" = own."id"
), "aliased" AS (
  INSERT INTO "name_aliases" ("id", "kind", "scope_id", "name_key", "target_id", "created_at")
  SELECT gen_random_uuid(), 'role', NULL, own."key_was", own."id", own."at" FROM "own"
), "event" AS MATERIALIZED (
  SELECT own.*, json_build_object(
    'id', own."event_id", 'at', to_char(own."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'actor', json_build_object('kind', 'system', 'id', NULL, 'name', 'Assay', 'credential', NULL),
    'action', 'role.update', 'resource', json_build_object('type', 'role', 'id', own."id", 'name', own."name"),
    'project', NULL, 'request', NULL,
    'changes', json_build_array(json_build_object('field', 'name', 'before', own."was", 'after', own."name")),
    'details', json_build_object()
  )::text AS "payload"
  FROM "own"
), "head" AS (
  INSERT INTO "audit_chains" AS c ("chain", "seq", "previous_hash", "hash")
  SELECT 'store', 1, '', encode(sha256(convert_to(E'\n' || event."payload", 'UTF8')), 'hex') FROM "event"
  ON CONFLICT ("chain") DO UPDATE SET "seq" = c."seq" + 1, "previous_hash" = c."hash",
    "hash" = encode(sha256(convert_to(c."hash" || E'\n' || (SELECT event."payload" FROM "event"), 'UTF8')), 'hex')
  RETURNING "seq", "previous_hash", "hash"
)
INSERT INTO "audit_events" ("id", "chain", "seq", "previous_hash", "hash", "payload", "at", "actor_id", "actor_name", "action",
  "resource_type", "resource_id", "resource_name", "project_id")
SELECT event."event_id", 'store', head."seq", head."previous_hash", head."hash", event."payload", event."at", NULL, 'Assay', 'role.update',
  'role', event."id", event."name", NULL
FROM "event" CROSS JOIN "head";--> statement-breakpoint
-- A new store gets it with the other built-in roles, when it is seeded.
WITH "made" AS (
  INSERT INTO "roles" ("id", "name", "name_key", "description", "origin", "created_at", "created_by_name", "updated_at", "updated_by_name")
  SELECT gen_random_uuid(), 'runner', 'runner',
    'Reads what a viewer reads and registers runs; everywhere also reads the secrets of stacks: what a training needs.', 'built_in',
    date_trunc('milliseconds', now()), 'Assay', date_trunc('milliseconds', now()), 'Assay'
  FROM "store_state" WHERE "key" = 'seeded'
  RETURNING "id"
)
INSERT INTO "role_permissions" ("role_id", "operation", "type")
SELECT made."id", p."operation", p."type"
FROM "made" CROSS JOIN (VALUES
  ('project', 'read'), ('stack', 'read'), ('stack_component', 'read'), ('flavor', 'read'), ('pipeline_run', 'read'), ('model', 'read'),
  ('artifact', 'read'), ('catalog', 'read'), ('custom_list', 'read'), ('pipeline_run', 'create'), ('secret', 'read')
) p ("operation", "type");
