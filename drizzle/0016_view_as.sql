ALTER TABLE "sessions" ADD COLUMN "viewing_id" uuid;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "viewing_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_viewed_person" FOREIGN KEY ("viewing_id","user_kind") REFERENCES "public"."users"("id","kind") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_view" CHECK (("sessions"."viewing_id" is null) = ("sessions"."viewing_until" is null));--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_view_of_another" CHECK ("sessions"."viewing_id" <> "sessions"."user_id");