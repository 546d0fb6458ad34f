CREATE TABLE "audit_checks" (
	"chain" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	"broken_seq" bigint,
	"fault" text
);
--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "resource_name" text;--> statement-breakpoint
-- Until now the name stood in the payload alone; what is hashed stays as it is.
UPDATE "audit_events" SET "resource_name" = coalesce("payload"::json #>> '{resource,name}', '');--> statement-breakpoint
ALTER TABLE "audit_events" ALTER COLUMN "resource_name" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "audit_events_type" ON "audit_events" USING btree ("resource_type","at","id");--> statement-breakpoint
CREATE INDEX "audit_events_action" ON "audit_events" USING btree ("action","at","id");--> statement-breakpoint
CREATE INDEX "audit_events_name" ON "audit_events" USING btree ("resource_name" text_pattern_ops);