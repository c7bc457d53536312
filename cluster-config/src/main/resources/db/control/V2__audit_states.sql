-- What a change found and what it left; empty for questions, and for rows from before there were changes.
ALTER TABLE control_audit
  ADD COLUMN state_before VARCHAR(4000) CHARACTER SET utf8mb4 NULL,
  ADD COLUMN state_after  VARCHAR(4000) CHARACTER SET utf8mb4 NULL;
