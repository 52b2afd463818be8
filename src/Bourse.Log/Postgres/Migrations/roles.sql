-- Roles that cannot log in; a server's users become members: CREATE ROLE node1 LOGIN PASSWORD '...' IN ROLE bourse_node.
DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['bourse_node', 'bourse_worker', 'bourse_migrator', 'bourse_backup', 'bourse_monitor'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN EXECUTE format('CREATE ROLE %I NOLOGIN', name); END IF;
    END LOOP;
    EXECUTE format('GRANT CREATE, CONNECT ON DATABASE %I TO bourse_migrator', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO bourse_node, bourse_worker, bourse_backup, bourse_monitor', current_database());
END $$;

REVOKE ALL ON ALL TABLES IN SCHEMA bourse FROM PUBLIC;
GRANT USAGE ON SCHEMA bourse TO bourse_node, bourse_worker, bourse_migrator, bourse_backup, bourse_monitor;
GRANT CREATE ON SCHEMA bourse TO bourse_migrator;

-- A node appends through the function only: nobody but the owner can change or remove what stands in the log.
GRANT SELECT ON bourse.migration, bourse.log, bourse.log_entry TO bourse_node, bourse_worker;
GRANT EXECUTE ON FUNCTION bourse.log_append(int, bigint, bigint, bytea, bigint) TO bourse_node;
GRANT EXECUTE ON FUNCTION bourse.log_fence(int) TO bourse_node, bourse_worker;

-- Whoever applies the log keeps snapshots, and drops old ones.
GRANT SELECT, INSERT, DELETE ON bourse.log_snapshot, bourse.log_snapshot_piece TO bourse_node, bourse_worker;

-- A backup reads everything; monitoring reads how things stand, but no entry's content.
GRANT pg_read_all_data TO bourse_backup;
GRANT pg_monitor TO bourse_monitor;
GRANT SELECT ON bourse.migration, bourse.log TO bourse_monitor;
GRANT SELECT (log_id, seq, node, batch, at_us) ON bourse.log_entry TO bourse_monitor;
GRANT SELECT (log_id, seq, pieces, bytes, saved_at) ON bourse.log_snapshot TO bourse_monitor;
