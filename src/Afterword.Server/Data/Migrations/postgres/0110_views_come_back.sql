-- A view that was taken away can be brought back for an hour.
ALTER TABLE saved_views ADD COLUMN removed_at timestamp with time zone NULL;
