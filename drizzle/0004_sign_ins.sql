CREATE TABLE "sign_in_successes" (
	"pair" text PRIMARY KEY NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL
);
