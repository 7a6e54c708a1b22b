-- A mail is packed each time it is stored, and the default way of packing took longer than the sending. LZ4 (since PostgreSQL 14, where
-- it was built with it) is several times as fast; without it everything stays as it was.
DO $$ BEGIN
    EXECUTE 'ALTER TABLE deliveries ALTER COLUMN payload SET COMPRESSION lz4';
    EXECUTE 'ALTER TABLE updates ALTER COLUMN body SET COMPRESSION lz4';
EXCEPTION WHEN feature_not_supported OR syntax_error THEN
    NULL;
END $$;
