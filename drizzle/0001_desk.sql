CREATE INDEX "catalog_entries_named" ON "catalog_entries" USING btree ("identifier","id") WHERE "catalog_entries"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "catalog_entries_updated" ON "catalog_entries" USING btree ("updated_at","id") WHERE "catalog_entries"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "catalog_entries_made" ON "catalog_entries" USING btree ("catalog_id","id") WHERE "catalog_entries"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "catalog_entries_of_attribute" ON "catalog_entries" USING btree ("quality_attribute","identifier","id") WHERE "catalog_entries"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "catalog_entries_tags" ON "catalog_entries" USING gin ("tags") WHERE "catalog_entries"."deleted_at" is null;