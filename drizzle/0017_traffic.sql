CREATE TABLE "client_days" (
	"door" text NOT NULL,
	"name" text NOT NULL,
	"version" text NOT NULL,
	"day" date NOT NULL,
	"requests" integer NOT NULL,
	CONSTRAINT "client_days_once" PRIMARY KEY("door","name","version","day"),
	CONSTRAINT "client_days_door" CHECK ("door" in ('v1', 'mlte', 'zenml'))
);
--> statement-breakpoint
CREATE TABLE "request_times" (
	"span" text NOT NULL,
	"began_at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"method" text NOT NULL,
	"route" text NOT NULL,
	"counts" integer[] NOT NULL,
	CONSTRAINT "request_times_once" PRIMARY KEY("span","began_at","kind","method","route"),
	CONSTRAINT "request_times_span" CHECK ("span" in ('minute', 'hour')),
	CONSTRAINT "request_times_kind" CHECK ("kind" in ('page', 'action', 'data', 'v1', 'mlte', 'zenml'))
);
--> statement-breakpoint
CREATE TABLE "seen_clients" (
	"door" text NOT NULL,
	"name" text NOT NULL,
	"version" text NOT NULL,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "seen_clients_once" PRIMARY KEY("door","name","version"),
	CONSTRAINT "seen_clients_door" CHECK ("door" in ('v1', 'mlte', 'zenml'))
);
--> statement-breakpoint
CREATE INDEX "client_days_day" ON "client_days" USING btree ("day");