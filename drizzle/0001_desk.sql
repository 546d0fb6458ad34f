CREATE TABLE "artifact_drafts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"model_id" uuid NOT NULL,
	"version_id" uuid,
	"type" text NOT NULL,
	"identifier" text NOT NULL,
	"base_revision" integer NOT NULL,
	"tree" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "artifact_drafts_place" UNIQUE NULLS NOT DISTINCT("owner_id","project_id","model_id","version_id","type","identifier")
);
--> statement-breakpoint
CREATE TABLE "import_offers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"role_id" uuid,
	"user_id" uuid,
	"words" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by_id" uuid,
	"created_by_name" text NOT NULL,
	CONSTRAINT "import_offers_role" UNIQUE("role_id"),
	CONSTRAINT "import_offers_user" UNIQUE("user_id"),
	CONSTRAINT "import_offers_one_subject" CHECK (("import_offers"."role_id" is null) <> ("import_offers"."user_id" is null))
);
--> statement-breakpoint
ALTER TABLE "artifact_drafts" ADD CONSTRAINT "artifact_drafts_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "artifact_drafts" ADD CONSTRAINT "artifact_drafts_model" FOREIGN KEY ("project_id","model_id") REFERENCES "public"."models"("project_id","id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "import_offers" ADD CONSTRAINT "import_offers_role_id_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."roles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_offers" ADD CONSTRAINT "import_offers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "artifact_drafts_owner" ON "artifact_drafts" USING btree ("owner_id","updated_at");--> statement-breakpoint
CREATE INDEX "artifact_drafts_model" ON "artifact_drafts" USING btree ("project_id","model_id");--> statement-breakpoint
CREATE INDEX "catalog_entries_named" ON "catalog_entries" USING btree ("identifier","id") WHERE "catalog_entries"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "catalog_entries_updated" ON "catalog_entries" USING btree ("updated_at","id") WHERE "catalog_entries"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "catalog_entries_made" ON "catalog_entries" USING btree ("catalog_id","id") WHERE "catalog_entries"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "catalog_entries_of_attribute" ON "catalog_entries" USING btree ("quality_attribute","identifier","id") WHERE "catalog_entries"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "catalog_entries_tags" ON "catalog_entries" USING gin ("tags") WHERE "catalog_entries"."deleted_at" is null;