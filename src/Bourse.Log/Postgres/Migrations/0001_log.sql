-- The shared log, and snapshots beside it. Everything is in a schema of its own and is named in full: no search path matters.

CREATE TABLE bourse.log (
    id int PRIMARY KEY,
    begun_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
INSERT INTO bourse.log (id) VALUES (1);

CREATE TABLE bourse.log_entry (
    log_id int NOT NULL,
    seq bigint NOT NULL CHECK (seq > 0),
    node bigint NOT NULL,
    batch bigint NOT NULL,
    at_us bigint NOT NULL,
    payload bytea NOT NULL,
    seal bigint NOT NULL,
    PRIMARY KEY (log_id, seq),
    UNIQUE (log_id, node, batch)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.05);
-- Payloads are small and do not compress well; trying would cost the writer time while it holds the log.
ALTER TABLE bourse.log_entry ALTER COLUMN payload SET STORAGE EXTERNAL;

-- The log's clock: microseconds since the Unix epoch. The database's, so that no node's clock matters.
CREATE FUNCTION bourse.log_now_us() RETURNS bigint
LANGUAGE sql VOLATILE PARALLEL UNSAFE
AS $$ SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint $$;

-- What ties an entry's bytes to its place: the first 8 bytes of SHA-256 over log id, number, time, node, batch and the hash of the
-- payload that the writer sent, 64 bits each, big-endian. EntrySeal does the same.
CREATE FUNCTION bourse.log_seal(
    p_log_id int, p_seq bigint, p_at_us bigint, p_node bigint, p_batch bigint, p_payload_hash bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT ('x' || encode(substr(sha256(
        int8send(p_log_id) || int8send(p_seq) || int8send(p_at_us) || int8send(p_node) || int8send(p_batch) || int8send(p_payload_hash)
    ), 1, 8), 'hex'))::bit(64)::bigint
$$;

-- Appends a batch, or finds it. The lock is held until the commit, replication included, is done: so numbers have no gaps, entries
-- become visible in their order, and a second try of a batch waits for the first. Each statement below sees what was committed
-- before it began (the transaction is READ COMMITTED), that is, everything up to the holder before.
CREATE FUNCTION bourse.log_append(
    p_log_id int, p_node bigint, p_batch bigint, p_payload bytea, p_payload_hash bigint,
    OUT seq bigint, OUT at_us bigint, OUT is_new boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(1114402663, p_log_id);
    SELECT e.seq, e.at_us, false INTO seq, at_us, is_new
        FROM bourse.log_entry e WHERE e.log_id = p_log_id AND e.node = p_node AND e.batch = p_batch;
    IF FOUND THEN RETURN; END IF;
    SELECT e.seq, e.at_us INTO seq, at_us FROM bourse.log_entry e WHERE e.log_id = p_log_id ORDER BY e.seq DESC LIMIT 1;
    seq := coalesce(seq, 0) + 1;
    at_us := greatest(coalesce(at_us, 0), bourse.log_now_us());
    is_new := true;
    INSERT INTO bourse.log_entry (log_id, seq, node, batch, at_us, payload, seal)
        VALUES (p_log_id, seq, p_node, p_batch, at_us, p_payload,
            bourse.log_seal(p_log_id, seq, at_us, p_node, p_batch, p_payload_hash));
END $$;

-- Says where the log ends and writes a commit record of its own. Once that commit is confirmed, every entry up to the number is
-- replicated too, for its commit stands before in the same stream; and the server that confirmed is no deposed primary.
CREATE FUNCTION bourse.log_fence(p_log_id int) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE head bigint;
BEGIN
    SELECT e.seq INTO head FROM bourse.log_entry e WHERE e.log_id = p_log_id ORDER BY e.seq DESC LIMIT 1;
    PERFORM pg_logical_emit_message(true, 'bourse.fence', '');
    RETURN coalesce(head, 0);
END $$;

-- A snapshot is complete when its row in log_snapshot is there; its pieces are written before.
CREATE TABLE bourse.log_snapshot (
    log_id int NOT NULL,
    seq bigint NOT NULL,
    content bigint NOT NULL UNIQUE,
    pieces int NOT NULL,
    bytes bigint NOT NULL,
    chain bytea NOT NULL,
    checksum bigint NOT NULL,
    saved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (log_id, seq)
);
CREATE TABLE bourse.log_snapshot_piece (
    content bigint NOT NULL,
    number int NOT NULL,
    bytes bytea NOT NULL,
    saved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (content, number)
);
ALTER TABLE bourse.log_snapshot_piece ALTER COLUMN bytes SET STORAGE EXTERNAL;

REVOKE ALL ON FUNCTION bourse.log_append(int, bigint, bigint, bytea, bigint), bourse.log_fence(int) FROM PUBLIC;
