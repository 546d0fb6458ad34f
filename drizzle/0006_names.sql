DROP INDEX "models_name_key";--> statement-breakpoint
DROP INDEX "flavors_name_key";--> statement-breakpoint
DROP INDEX "stack_components_name_key";--> statement-breakpoint
DROP INDEX "stacks_name_key";--> statement-breakpoint
CREATE INDEX "roles_name" ON "roles" USING btree ("name") WHERE "roles"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "models_name" ON "models" USING btree ("project_id","name") WHERE "models"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "models_named" ON "models" USING btree ("project_id","name_key","id") WHERE "models"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "projects_name" ON "projects" USING btree ("name") WHERE "projects"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "teams_name" ON "teams" USING btree ("name") WHERE "teams"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "users_name" ON "users" USING btree ("name") WHERE "users"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "flavors_name" ON "flavors" USING btree ("type","name") WHERE "flavors"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "flavors_named" ON "flavors" USING btree ("type","name_key","id") WHERE "flavors"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "stack_components_name" ON "stack_components" USING btree ("type","name") WHERE "stack_components"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "stack_components_named" ON "stack_components" USING btree ("type","name_key","id") WHERE "stack_components"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "stacks_name" ON "stacks" USING btree ("name") WHERE "stacks"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "stacks_named" ON "stacks" USING btree ("name_key","id") WHERE "stacks"."deleted_at" is null;
--> statement-breakpoint
-- Until now a former name was kept folded. The audit tells how it was written; where it does not, the folded text stays.
UPDATE "name_aliases" a SET "name_key" = CASE a."kind" WHEN 'component' THEN split_part(a."name_key", '/', 1) || '/' ELSE '' END
  || CASE e."action" WHEN 'model.move' THEN e."payload"::json #>> '{resource,name}' ELSE e."payload"::json #>> '{details,from}' END
FROM "audit_events" e
WHERE e."resource_id" = a."target_id" AND e."at" = a."created_at"
  AND e."action" = CASE a."kind" WHEN 'project' THEN 'project.update' WHEN 'stack' THEN 'stack.update'
    WHEN 'component' THEN 'stack_component.update'
    WHEN 'model' THEN CASE WHEN a."scope_id" = e."project_id" AND e."payload"::json #>> '{details,to}' IS NULL THEN 'model.rename' ELSE 'model.move' END END
  AND CASE e."action" WHEN 'model.move' THEN e."payload"::json #>> '{resource,name}' ELSE e."payload"::json #>> '{details,from}' END IS NOT NULL;--> statement-breakpoint
-- A name that only changed its case led on by folding and has no alias: it gets one.
INSERT INTO "name_aliases" ("id", "kind", "scope_id", "name_key", "target_id", "created_at")
SELECT gen_random_uuid(), r."kind", r."scope_id", r."prefix" || r."former", r."resource_id", r."at"
FROM (
  SELECT CASE e."action" WHEN 'project.update' THEN 'project' WHEN 'stack.update' THEN 'stack'
      WHEN 'stack_component.update' THEN 'component' ELSE 'model' END AS "kind",
    CASE e."action" WHEN 'model.rename' THEN e."project_id" END AS "scope_id",
    CASE e."action" WHEN 'stack_component.update' THEN (e."payload"::json #>> '{details,type}') || '/' ELSE '' END AS "prefix",
    e."payload"::json #>> '{details,from}' AS "former", e."resource_id", e."at"
  FROM "audit_events" e
  WHERE e."action" IN ('project.update', 'stack.update', 'stack_component.update', 'model.rename')
) r
WHERE r."former" IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM "name_aliases" a
  WHERE a."target_id" = r."resource_id" AND a."kind" = r."kind" AND a."created_at" = r."at"
);--> statement-breakpoint
-- Clients that name no project mean this one, by exactly this name.
UPDATE "projects" SET "name" = 'default' WHERE "name_key" = 'default' AND "name" <> 'default' AND "deleted_at" IS NULL;
