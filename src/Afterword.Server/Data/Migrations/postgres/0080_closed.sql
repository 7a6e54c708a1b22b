-- An incident is closed from now on once its closing message has gone. Those of earlier days are asked about at the next look.
UPDATE incidents
SET next_due_at = (SELECT max(u.approved_at) FROM updates u WHERE u.incident_number = incidents.number AND u.kind = 'closing' AND u.state IN ('approved', 'sent', 'partly_failed'))
WHERE status = 'resolved'
  AND followed_at IS NOT NULL
  AND EXISTS (SELECT 1 FROM updates u WHERE u.incident_number = incidents.number AND u.kind = 'closing' AND u.state IN ('approved', 'sent', 'partly_failed'));
