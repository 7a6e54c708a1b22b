-- The message that opened a thread is found by its id on the wire, once for each message that answers it.
CREATE INDEX IX_deliveries_message_id ON deliveries (message_id) WHERE message_id IS NOT NULL;
