CREATE TABLE "kept_assignments" (
	"assignment_id" uuid PRIMARY KEY NOT NULL,
	"kept_at" timestamp (3) with time zone NOT NULL,
	"kept_by_id" uuid,
	"kept_by_name" text NOT NULL,
	"kept_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "last_permission_uses" (
	"user_id" uuid NOT NULL,
	"operation" text NOT NULL,
	"type" text NOT NULL,
	"project_id" uuid,
	"day" date NOT NULL,
	CONSTRAINT "last_permission_uses_once" UNIQUE NULLS NOT DISTINCT("user_id","operation","type","project_id"),
	CONSTRAINT "last_permission_uses_operation" CHECK ("operation" in ('user', 'team', 'project', 'role', 'role_assignment', 'stack', 'stack_component', 'flavor', 'pipeline_run', 'model', 'artifact', 'catalog', 'custom_list', 'token', 'audit', 'secret', 'escalation', 'view_as')),
	CONSTRAINT "last_permission_uses_type" CHECK ("type" in ('create', 'read', 'update', 'delete'))
);
--> statement-breakpoint
CREATE TABLE "permission_uses" (
	"user_id" uuid NOT NULL,
	"operation" text NOT NULL,
	"type" text NOT NULL,
	"project_id" uuid,
	"day" date NOT NULL,
	"uses" integer NOT NULL,
	CONSTRAINT "permission_uses_once" UNIQUE NULLS NOT DISTINCT("user_id","operation","type","project_id","day"),
	CONSTRAINT "permission_uses_operation" CHECK ("operation" in ('user', 'team', 'project', 'role', 'role_assignment', 'stack', 'stack_component', 'flavor', 'pipeline_run', 'model', 'artifact', 'catalog', 'custom_list', 'token', 'audit', 'secret', 'escalation', 'view_as')),
	CONSTRAINT "permission_uses_type" CHECK ("type" in ('create', 'read', 'update', 'delete'))
);
--> statement-breakpoint
ALTER TABLE "kept_assignments" ADD CONSTRAINT "kept_assignments_assignment" FOREIGN KEY ("assignment_id") REFERENCES "public"."role_assignments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "last_permission_uses" ADD CONSTRAINT "last_permission_uses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "last_permission_uses" ADD CONSTRAINT "last_permission_uses_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "permission_uses" ADD CONSTRAINT "permission_uses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "permission_uses" ADD CONSTRAINT "permission_uses_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "permission_uses_day" ON "permission_uses" USING brin ("day");--> statement-breakpoint
-- Nothing can be called unused on days that were not counted.
INSERT INTO "store_state" ("key", "value") VALUES ('uses_counted_since', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD')) ON CONFLICT DO NOTHING;
