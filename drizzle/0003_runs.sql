CREATE TABLE "run_artifacts" (
	"project_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"artifact_project_id" uuid NOT NULL,
	"artifact_id" uuid NOT NULL,
	"revision" integer,
	"step" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by_id" uuid,
	"created_by_name" text NOT NULL,
	CONSTRAINT "run_artifacts_project_id_run_id_artifact_id_pk" PRIMARY KEY("project_id","run_id","artifact_id")
);
--> statement-breakpoint
CREATE TABLE "id_aliases" (
	"kind" text NOT NULL,
	"alias" uuid NOT NULL,
	"target_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by_id" uuid,
	"created_by_name" text NOT NULL,
	CONSTRAINT "id_aliases_kind_alias_pk" PRIMARY KEY("kind","alias"),
	CONSTRAINT "id_aliases_kind" CHECK ("kind" in ('user', 'team', 'project', 'role', 'role_assignment'))
);
--> statement-breakpoint
ALTER TABLE "name_aliases" DROP CONSTRAINT "name_aliases_kind";--> statement-breakpoint
ALTER TABLE "rename_tombstones" DROP CONSTRAINT "rename_tombstones_token_id_tokens_id_fk";
--> statement-breakpoint
DROP INDEX "pipeline_runs_created";--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "commit_url" text;--> statement-breakpoint
ALTER TABLE "run_artifacts" ADD CONSTRAINT "run_artifacts_run" FOREIGN KEY ("project_id","run_id") REFERENCES "public"."pipeline_runs"("project_id","id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "run_artifacts" ADD CONSTRAINT "run_artifacts_artifact" FOREIGN KEY ("artifact_project_id","artifact_id") REFERENCES "public"."artifacts"("project_id","id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "run_artifacts_of_artifact" ON "run_artifacts" USING btree ("artifact_id");--> statement-breakpoint
CREATE INDEX "pipeline_runs_started" ON "pipeline_runs" USING btree ("project_id","started_at","id") WHERE "pipeline_runs"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "pipeline_runs_started_of_pipeline" ON "pipeline_runs" USING btree ("project_id","pipeline_id","started_at","id") WHERE "pipeline_runs"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "pipeline_runs_started_by" ON "pipeline_runs" USING btree ("project_id","created_by_name","started_at","id") WHERE "pipeline_runs"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "pipeline_runs_started_on" ON "pipeline_runs" USING btree ("project_id","stack_name","started_at","id") WHERE "pipeline_runs"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "pipeline_runs_commit" ON "pipeline_runs" USING btree ("project_id","git_sha" text_pattern_ops,"started_at","id") WHERE "pipeline_runs"."deleted_at" is null and "pipeline_runs"."git_sha" is not null;--> statement-breakpoint
CREATE INDEX "pipeline_runs_started_as" ON "pipeline_runs" USING btree ("project_id","status","started_at","id") WHERE "pipeline_runs"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "pipeline_runs_of_stack" ON "pipeline_runs" USING btree ("stack_id","started_at","id","project_id") WHERE "pipeline_runs"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "pipeline_runs_of_stack_in" ON "pipeline_runs" USING btree ("stack_id","project_id","started_at","id") WHERE "pipeline_runs"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "pipeline_runs_gone" ON "pipeline_runs" USING btree ("project_id","name") WHERE "pipeline_runs"."deleted_at" is not null;--> statement-breakpoint
CREATE INDEX "pipelines_named" ON "pipelines" USING btree ("name","project_id") WHERE "pipelines"."deleted_at" is null;--> statement-breakpoint
ALTER TABLE "name_aliases" ADD CONSTRAINT "name_aliases_kind" CHECK ("kind" in ('project', 'model', 'version', 'artifact', 'stack', 'component', 'pipeline', 'run'));