CREATE TABLE "rename_tombstones" (
	"token_id" uuid NOT NULL,
	"name_key" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "rename_tombstones_token_id_name_key_pk" PRIMARY KEY("token_id","name_key")
);
--> statement-breakpoint
ALTER TABLE "stack_definitions" ADD COLUMN "position" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "rename_tombstones" ADD CONSTRAINT "rename_tombstones_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;