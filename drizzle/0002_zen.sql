CREATE TABLE "store_associations" (
	"artifact_store_uuid" uuid NOT NULL,
	"metadata_store_uuid" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by_id" uuid,
	"created_by_name" text NOT NULL,
	CONSTRAINT "store_associations_artifact_store_uuid_metadata_store_uuid_pk" PRIMARY KEY("artifact_store_uuid","metadata_store_uuid")
);
--> statement-breakpoint
CREATE TABLE "rename_tombstones" (
	"token_id" uuid NOT NULL,
	"name_key" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "rename_tombstones_token_id_name_key_pk" PRIMARY KEY("token_id","name_key")
);
--> statement-breakpoint
ALTER TABLE "stack_definitions" ADD COLUMN "position" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "rename_tombstones" ADD CONSTRAINT "rename_tombstones_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;