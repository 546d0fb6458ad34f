CREATE TABLE "role_assignments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"role_id" uuid NOT NULL,
	"user_id" uuid,
	"team_id" uuid,
	"project_id" uuid,
	"is_of_model" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by_id" uuid,
	"created_by_name" text NOT NULL,
	"expires_at" timestamp (3) with time zone,
	CONSTRAINT "role_assignments_once" UNIQUE NULLS NOT DISTINCT("role_id","user_id","team_id","project_id"),
	CONSTRAINT "role_assignments_one_holder" CHECK (("role_assignments"."user_id" is null) <> ("role_assignments"."team_id" is null))
);
--> statement-breakpoint
CREATE TABLE "role_permissions" (
	"role_id" uuid NOT NULL,
	"operation" text NOT NULL,
	"type" text NOT NULL,
	"resource_id" uuid,
	CONSTRAINT "role_permissions_once" UNIQUE NULLS NOT DISTINCT("role_id","operation","type","resource_id"),
	CONSTRAINT "role_permissions_operation" CHECK ("operation" in ('user', 'team', 'project', 'role', 'role_assignment', 'stack', 'stack_component', 'flavor', 'pipeline_run', 'model', 'artifact', 'catalog', 'custom_list', 'token', 'audit', 'secret', 'escalation', 'view_as')),
	CONSTRAINT "role_permissions_type" CHECK ("type" in ('create', 'read', 'update', 'delete'))
);
--> statement-breakpoint
CREATE TABLE "roles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"description" text,
	"origin" text NOT NULL,
	"model_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by_id" uuid,
	"created_by_name" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by_id" uuid,
	"updated_by_name" text NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by_name" text,
	CONSTRAINT "roles_origin" CHECK ("origin" in ('built_in', 'custom', 'model'))
);
--> statement-breakpoint
CREATE TABLE "store_state" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_chains" (
	"chain" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" uuid NOT NULL,
	"chain" text NOT NULL,
	"seq" bigint NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	"payload" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"resource_type" text NOT NULL,
	"resource_id" uuid,
	"project_id" uuid,
	CONSTRAINT "audit_events_chain_seq_pk" PRIMARY KEY("chain","seq")
);
--> statement-breakpoint
CREATE TABLE "catalog_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"catalog_id" uuid NOT NULL,
	"identifier" text NOT NULL,
	"tags" text[] NOT NULL,
	"quality_attribute" text NOT NULL,
	"code" text NOT NULL,
	"description" text,
	"inputs" text,
	"output" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by_id" uuid,
	"created_by_name" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by_id" uuid,
	"updated_by_name" text NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by_name" text
);
--> statement-breakpoint
CREATE TABLE "catalogs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"read_only" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "catalogs_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "custom_list_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"list" text NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"parent_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by_id" uuid,
	"created_by_name" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by_id" uuid,
	"updated_by_name" text NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by_name" text,
	CONSTRAINT "custom_list_entries_list" CHECK ("list" in ('classification', 'problem_types', 'tags', 'qa_categories', 'quality_attributes'))
);
--> statement-breakpoint
CREATE TABLE "name_aliases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"scope_id" uuid,
	"name_key" text NOT NULL,
	"target_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "name_aliases_kind" CHECK ("kind" in ('project', 'model', 'version', 'artifact', 'stack', 'pipeline', 'run'))
);
--> statement-breakpoint
CREATE TABLE "artifact_revisions" (
	"project_id" uuid NOT NULL,
	"artifact_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"body" text NOT NULL,
	"sha256" text NOT NULL,
	"size" integer NOT NULL,
	"stamped_at" timestamp (3) with time zone NOT NULL,
	"creator_name" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by_id" uuid,
	"created_by_name" text NOT NULL,
	CONSTRAINT "artifact_revisions_project_id_artifact_id_revision_pk" PRIMARY KEY("project_id","artifact_id","revision")
);
--> statement-breakpoint
CREATE TABLE "artifacts" (
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"model_id" uuid NOT NULL,
	"version_id" uuid,
	"type" text NOT NULL,
	"identifier" text NOT NULL,
	"level" text NOT NULL,
	"head_revision" integer NOT NULL,
	"qas_ids" text[] NOT NULL,
	"summary" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by_id" uuid,
	"created_by_name" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by_id" uuid,
	"updated_by_name" text NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by_name" text,
	CONSTRAINT "artifacts_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "artifacts_type" CHECK ("type" in ('card', 'evidence', 'suite', 'results', 'report')),
	CONSTRAINT "artifacts_level" CHECK ("level" in ('model', 'version'))
);
--> statement-breakpoint
CREATE TABLE "models" (
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by_id" uuid,
	"created_by_name" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by_id" uuid,
	"updated_by_name" text NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by_name" text,
	CONSTRAINT "models_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "versions" (
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"model_id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by_id" uuid,
	"created_by_name" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by_id" uuid,
	"updated_by_name" text NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by_name" text,
	CONSTRAINT "versions_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"description" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by_id" uuid,
	"created_by_name" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by_id" uuid,
	"updated_by_name" text NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by_name" text
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"user_agent" text,
	"address" text
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"bucket" text PRIMARY KEY NOT NULL,
	"window_start" timestamp (3) with time zone NOT NULL,
	"failures" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "team_memberships" (
	"team_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by_id" uuid,
	"created_by_name" text NOT NULL,
	CONSTRAINT "team_memberships_team_id_user_id_pk" PRIMARY KEY("team_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by_id" uuid,
	"created_by_name" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by_id" uuid,
	"updated_by_name" text NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by_name" text
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"read_only" boolean DEFAULT false NOT NULL,
	"project_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by_id" uuid,
	"created_by_name" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "tokens_kind" CHECK ("kind" in ('api', 'zenml'))
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"email" text,
	"full_name" text,
	"password_hash" text,
	"is_active" boolean DEFAULT true NOT NULL,
	"credential_epoch" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by_id" uuid,
	"created_by_name" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by_id" uuid,
	"updated_by_name" text NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by_name" text
);
--> statement-breakpoint
CREATE TABLE "pipeline_runs" (
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"pipeline_id" uuid NOT NULL,
	"name" text NOT NULL,
	"wire_project" text,
	"client_version" text,
	"git_sha" text,
	"status" text DEFAULT 'unknown' NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"stack_id" uuid,
	"stack_name" text,
	"stack_snapshot" "bytea" NOT NULL,
	"stack_masked" jsonb NOT NULL,
	"runtime_configuration" text NOT NULL,
	"pipeline_snapshot" text NOT NULL,
	"claimed_user_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by_id" uuid,
	"created_by_name" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by_id" uuid,
	"updated_by_name" text NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by_name" text,
	CONSTRAINT "pipeline_runs_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "pipeline_runs_status" CHECK ("status" in ('running', 'completed', 'failed', 'cached', 'unknown'))
);
--> statement-breakpoint
CREATE TABLE "pipelines" (
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"name" text NOT NULL,
	"docstring" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by_id" uuid,
	"created_by_name" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by_id" uuid,
	"updated_by_name" text NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by_name" text,
	CONSTRAINT "pipelines_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "run_steps" (
	"project_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"docstring" text,
	"status" text DEFAULT 'unknown' NOT NULL,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"upstream" text[],
	CONSTRAINT "run_steps_project_id_run_id_position_pk" PRIMARY KEY("project_id","run_id","position"),
	CONSTRAINT "run_steps_status" CHECK ("status" in ('running', 'completed', 'failed', 'cached', 'unknown'))
);
--> statement-breakpoint
CREATE TABLE "flavors" (
	"id" uuid PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"source" text NOT NULL,
	"integration" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by_id" uuid,
	"created_by_name" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by_id" uuid,
	"updated_by_name" text NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by_name" text,
	CONSTRAINT "flavors_type" CHECK ("type" in ('alerter', 'annotator', 'artifact_store', 'container_registry', 'data_validator', 'experiment_tracker', 'feature_store', 'metadata_store', 'model_deployer', 'orchestrator', 'secrets_manager', 'step_operator'))
);
--> statement-breakpoint
CREATE TABLE "stack_components" (
	"id" uuid PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"flavor" text NOT NULL,
	"configuration" "bytea" NOT NULL,
	"masked" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by_id" uuid,
	"created_by_name" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by_id" uuid,
	"updated_by_name" text NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by_name" text,
	CONSTRAINT "stack_components_id_type" UNIQUE("id","type"),
	CONSTRAINT "stack_components_type" CHECK ("type" in ('alerter', 'annotator', 'artifact_store', 'container_registry', 'data_validator', 'experiment_tracker', 'feature_store', 'metadata_store', 'model_deployer', 'orchestrator', 'secrets_manager', 'step_operator'))
);
--> statement-breakpoint
CREATE TABLE "stack_definitions" (
	"stack_id" uuid NOT NULL,
	"component_type" text NOT NULL,
	"component_id" uuid NOT NULL,
	CONSTRAINT "stack_definitions_stack_id_component_type_pk" PRIMARY KEY("stack_id","component_type")
);
--> statement-breakpoint
CREATE TABLE "stacks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by_id" uuid,
	"created_by_name" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by_id" uuid,
	"updated_by_name" text NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by_name" text
);
--> statement-breakpoint
ALTER TABLE "role_assignments" ADD CONSTRAINT "role_assignments_role_id_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."roles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_assignments" ADD CONSTRAINT "role_assignments_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_assignments" ADD CONSTRAINT "role_assignments_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_assignments" ADD CONSTRAINT "role_assignments_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_permissions" ADD CONSTRAINT "role_permissions_role_id_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."roles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog_entries" ADD CONSTRAINT "catalog_entries_catalog_id_catalogs_id_fk" FOREIGN KEY ("catalog_id") REFERENCES "public"."catalogs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "custom_list_entries" ADD CONSTRAINT "custom_list_entries_parent" FOREIGN KEY ("parent_id") REFERENCES "public"."custom_list_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "artifact_revisions" ADD CONSTRAINT "artifact_revisions_artifact" FOREIGN KEY ("project_id","artifact_id") REFERENCES "public"."artifacts"("project_id","id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "artifacts" ADD CONSTRAINT "artifacts_model" FOREIGN KEY ("project_id","model_id") REFERENCES "public"."models"("project_id","id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "artifacts" ADD CONSTRAINT "artifacts_version" FOREIGN KEY ("project_id","version_id") REFERENCES "public"."versions"("project_id","id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "models" ADD CONSTRAINT "models_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_model" FOREIGN KEY ("project_id","model_id") REFERENCES "public"."models"("project_id","id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_memberships" ADD CONSTRAINT "team_memberships_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_memberships" ADD CONSTRAINT "team_memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_user" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pipeline_runs" ADD CONSTRAINT "pipeline_runs_pipeline" FOREIGN KEY ("project_id","pipeline_id") REFERENCES "public"."pipelines"("project_id","id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "pipelines" ADD CONSTRAINT "pipelines_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_steps" ADD CONSTRAINT "run_steps_run" FOREIGN KEY ("project_id","run_id") REFERENCES "public"."pipeline_runs"("project_id","id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "stack_definitions" ADD CONSTRAINT "stack_definitions_stack_id_stacks_id_fk" FOREIGN KEY ("stack_id") REFERENCES "public"."stacks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stack_definitions" ADD CONSTRAINT "stack_definitions_component_id_stack_components_id_fk" FOREIGN KEY ("component_id") REFERENCES "public"."stack_components"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "role_assignments_user" ON "role_assignments" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "role_assignments_user_wide" ON "role_assignments" USING btree ("user_id") WHERE not "role_assignments"."is_of_model";--> statement-breakpoint
CREATE INDEX "role_assignments_team" ON "role_assignments" USING btree ("team_id");--> statement-breakpoint
CREATE INDEX "role_assignments_project" ON "role_assignments" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "role_permissions_resource" ON "role_permissions" USING btree ("resource_id") WHERE "role_permissions"."resource_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "roles_name_key" ON "roles" USING btree ("name_key") WHERE "roles"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "roles_model" ON "roles" USING btree ("model_id");--> statement-breakpoint
CREATE INDEX "audit_events_at" ON "audit_events" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "audit_events_project" ON "audit_events" USING btree ("project_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_events_resource" ON "audit_events" USING btree ("resource_id","at");--> statement-breakpoint
CREATE INDEX "audit_events_actor" ON "audit_events" USING btree ("actor_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "catalog_entries_identifier" ON "catalog_entries" USING btree ("catalog_id","identifier") WHERE "catalog_entries"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "custom_list_entries_name" ON "custom_list_entries" USING btree ("list","name") WHERE "custom_list_entries"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "custom_list_entries_parent_id" ON "custom_list_entries" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "name_aliases_name" ON "name_aliases" USING btree ("kind","name_key","scope_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "artifacts_version_identifier" ON "artifacts" USING btree ("project_id","model_id","version_id","identifier") WHERE "artifacts"."deleted_at" is null and "artifacts"."version_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "artifacts_model_identifier" ON "artifacts" USING btree ("project_id","model_id","identifier") WHERE "artifacts"."deleted_at" is null and "artifacts"."version_id" is null;--> statement-breakpoint
CREATE INDEX "artifacts_id" ON "artifacts" USING btree ("id");--> statement-breakpoint
CREATE INDEX "artifacts_updated" ON "artifacts" USING btree ("project_id","updated_at","id") WHERE "artifacts"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "artifacts_named" ON "artifacts" USING btree ("project_id","identifier","id") WHERE "artifacts"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "artifacts_of_model" ON "artifacts" USING btree ("project_id","model_id","updated_at","id") WHERE "artifacts"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "artifacts_of_model_named" ON "artifacts" USING btree ("project_id","model_id","identifier","id");--> statement-breakpoint
CREATE INDEX "artifacts_of_version" ON "artifacts" USING btree ("project_id","model_id","version_id","updated_at","id") WHERE "artifacts"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "artifacts_of_version_made" ON "artifacts" USING btree ("project_id","model_id","version_id","id") WHERE "artifacts"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "models_name_key" ON "models" USING btree ("project_id","name_key") WHERE "models"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "models_id" ON "models" USING btree ("id");--> statement-breakpoint
CREATE INDEX "models_created" ON "models" USING btree ("project_id","created_at","id") WHERE "models"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "versions_name" ON "versions" USING btree ("project_id","model_id","name") WHERE "versions"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "versions_id" ON "versions" USING btree ("id");--> statement-breakpoint
CREATE INDEX "versions_created" ON "versions" USING btree ("project_id","model_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_name_key" ON "projects" USING btree ("name_key") WHERE "projects"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_token_hash" ON "sessions" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "team_memberships_user" ON "team_memberships" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "teams_name_key" ON "teams" USING btree ("name_key") WHERE "teams"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "tokens_token_hash" ON "tokens" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "tokens_user_id" ON "tokens" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_name_key" ON "users" USING btree ("name_key") WHERE "users"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "pipeline_runs_name" ON "pipeline_runs" USING btree ("project_id","name") WHERE "pipeline_runs"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "pipeline_runs_id" ON "pipeline_runs" USING btree ("id");--> statement-breakpoint
CREATE INDEX "pipeline_runs_created" ON "pipeline_runs" USING btree ("project_id","created_at","id");--> statement-breakpoint
CREATE INDEX "pipeline_runs_of_pipeline" ON "pipeline_runs" USING btree ("project_id","pipeline_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "pipelines_name" ON "pipelines" USING btree ("project_id","name") WHERE "pipelines"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "pipelines_id" ON "pipelines" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "flavors_name_key" ON "flavors" USING btree ("type","name_key") WHERE "flavors"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "stack_components_name_key" ON "stack_components" USING btree ("type","name_key") WHERE "stack_components"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "stack_definitions_component" ON "stack_definitions" USING btree ("component_id");--> statement-breakpoint
CREATE UNIQUE INDEX "stacks_name_key" ON "stacks" USING btree ("name_key") WHERE "stacks"."deleted_at" is null;