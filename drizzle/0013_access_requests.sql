CREATE TABLE "access_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"operation" text NOT NULL,
	"type" text NOT NULL,
	"project_id" uuid,
	"resource_id" uuid,
	"resource_name" text,
	"role_id" uuid,
	"seconds" integer NOT NULL,
	"note" text,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by_id" uuid,
	"created_by_name" text NOT NULL,
	"waits_until" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"answered_by_id" uuid,
	"answered_by_name" text,
	"answer_note" text,
	"granted_until" timestamp (3) with time zone,
	"assignment_id" uuid,
	CONSTRAINT "access_requests_operation" CHECK ("operation" in ('user', 'team', 'project', 'role', 'role_assignment', 'stack', 'stack_component', 'flavor', 'pipeline_run', 'model', 'artifact', 'catalog', 'custom_list', 'token', 'audit', 'secret', 'escalation', 'view_as')),
	CONSTRAINT "access_requests_type" CHECK ("type" in ('create', 'read', 'update', 'delete')),
	CONSTRAINT "access_requests_state" CHECK ("state" in ('pending', 'granted', 'refused', 'withdrawn', 'expired')),
	CONSTRAINT "access_requests_seconds" CHECK ("access_requests"."seconds" > 0)
);
--> statement-breakpoint
ALTER TABLE "roles" DROP CONSTRAINT "roles_origin";--> statement-breakpoint
ALTER TABLE "access_requests" ADD CONSTRAINT "access_requests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_requests" ADD CONSTRAINT "access_requests_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_requests" ADD CONSTRAINT "access_requests_role_id_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."roles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "access_requests_open" ON "access_requests" USING btree ("user_id","operation","type",coalesce("project_id", '00000000-0000-0000-0000-000000000000'::uuid),coalesce("resource_id", '00000000-0000-0000-0000-000000000000'::uuid)) WHERE "access_requests"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "access_requests_user" ON "access_requests" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "access_requests_pending" ON "access_requests" USING btree ("created_at") WHERE "access_requests"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "access_requests_project" ON "access_requests" USING btree ("project_id");--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_origin" CHECK ("origin" in ('built_in', 'custom', 'model', 'request'));