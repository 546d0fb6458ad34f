ALTER TABLE "password_links" DROP CONSTRAINT "password_links_user_id_users_id_fk";
--> statement-breakpoint
ALTER TABLE "sessions" DROP CONSTRAINT "sessions_user_id_users_id_fk";
--> statement-breakpoint
ALTER TABLE "password_links" ADD COLUMN "user_kind" text DEFAULT 'person' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "user_kind" text DEFAULT 'person' NOT NULL;--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "successor_id" uuid;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "kind" text DEFAULT 'person' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "owner_team_id" uuid;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "description" text;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_id_kind" UNIQUE("id","kind");--> statement-breakpoint
ALTER TABLE "password_links" ADD CONSTRAINT "password_links_person" FOREIGN KEY ("user_id","user_kind") REFERENCES "public"."users"("id","kind") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person" FOREIGN KEY ("user_id","user_kind") REFERENCES "public"."users"("id","kind") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_owner_team_id_teams_id_fk" FOREIGN KEY ("owner_team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "users_owner_team" ON "users" USING btree ("owner_team_id") WHERE "users"."kind" = 'service' and "users"."deleted_at" is null;--> statement-breakpoint
ALTER TABLE "password_links" ADD CONSTRAINT "password_links_user_kind" CHECK ("user_kind" in ('person'));--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_kind" CHECK ("user_kind" in ('person'));--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_kind" CHECK ("kind" in ('person', 'service'));--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_service_owned" CHECK (("users"."kind" = 'service') = ("users"."owner_team_id" is not null));--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_service_unopened" CHECK ("users"."kind" = 'person' or ("users"."password_hash" is null and "users"."email" is null and "users"."full_name" is null));--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_person_undescribed" CHECK ("users"."kind" = 'service' or "users"."description" is null);