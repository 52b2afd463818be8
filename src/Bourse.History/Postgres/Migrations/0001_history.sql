-- History: what follows from the log and is over. Amounts are units of 1e-8, times microseconds since the Unix epoch, enums the
-- numbers of the venue's. Tables are partitioned by months of time; the worker adds a month before its first row
-- (add_month). A key holds the partitions' time last: ids name a row alone, and a primary key must hold it.
-- A trade's key is its symbol and number in one (symbol_id << 40 | trade_id), as in the embedded store: the index of an account's
-- trades is in the order of symbol and number.

-- How far it has come, and for which term of a worker: a worker that begins to write adds 1, and each of its transactions changes
-- this row from what it last wrote, or fails.
CREATE TABLE bourse_history.checkpoint (
    id int PRIMARY KEY CHECK (id = 1), sequence bigint NOT NULL, time_us bigint NOT NULL, term bigint NOT NULL);
INSERT INTO bourse_history.checkpoint VALUES (1, 0, 0, 0);

CREATE TABLE bourse_history.asset (asset_id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE bourse_history.symbol (
    symbol_id int PRIMARY KEY, name text NOT NULL, base_asset_id int NOT NULL, quote_asset_id int NOT NULL);

CREATE TABLE bourse_history.closed_order (
    order_id bigint NOT NULL, order_list_id bigint NOT NULL, price bigint NOT NULL, quantity bigint NOT NULL,
    executed_quantity bigint NOT NULL, cumulative_quote bigint NOT NULL, quote_order_quantity bigint NOT NULL,
    stop_price bigint NOT NULL, iceberg_quantity bigint NOT NULL, prevented_quantity bigint NOT NULL,
    prevented_match_id bigint NOT NULL, trailing_time_us bigint NOT NULL, time_us bigint NOT NULL,
    update_time_us bigint NOT NULL, working_time_us bigint NOT NULL, strategy_id bigint, account_id int NOT NULL,
    symbol_id int NOT NULL, key_id int NOT NULL, trailing_delta int NOT NULL, strategy_type int NOT NULL,
    side smallint NOT NULL, type smallint NOT NULL, time_in_force smallint NOT NULL, self_trade_prevention smallint NOT NULL,
    status smallint NOT NULL, expiry_reason smallint NOT NULL, amend_count smallint NOT NULL, is_working boolean NOT NULL,
    client_order_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (order_id, time_us)
) PARTITION BY RANGE (time_us);
CREATE INDEX closed_order_account ON bourse_history.closed_order (account_id, symbol_id, order_id);
CREATE INDEX closed_order_client ON bourse_history.closed_order (account_id, client_order_id, order_id);
CREATE INDEX closed_order_time ON bourse_history.closed_order (time_us, order_id);

CREATE TABLE bourse_history.trade (
    trade_key bigint NOT NULL, aggregate_trade_id bigint NOT NULL, price bigint NOT NULL, quantity bigint NOT NULL,
    quote bigint NOT NULL, buyer_order_id bigint NOT NULL, seller_order_id bigint NOT NULL, buyer_commission bigint NOT NULL,
    seller_commission bigint NOT NULL, buyer_order_list_id bigint NOT NULL, seller_order_list_id bigint NOT NULL,
    time_us bigint NOT NULL, buyer_account_id int NOT NULL, seller_account_id int NOT NULL, buyer_is_maker boolean NOT NULL,
    PRIMARY KEY (trade_key, time_us)
) PARTITION BY RANGE (time_us);
CREATE INDEX trade_time ON bourse_history.trade ((trade_key >> 40), time_us, trade_key);
CREATE INDEX trade_aggregate ON bourse_history.trade ((trade_key >> 40), aggregate_trade_id, trade_key);
CREATE INDEX trade_buyer ON bourse_history.trade (buyer_account_id, trade_key);
CREATE INDEX trade_seller ON bourse_history.trade (seller_account_id, trade_key);
CREATE INDEX trade_buyer_order ON bourse_history.trade (buyer_order_id, trade_key);
CREATE INDEX trade_seller_order ON bourse_history.trade (seller_order_id, trade_key);

CREATE TABLE bourse_history.kline (
    symbol_id int NOT NULL, interval smallint NOT NULL, open_us bigint NOT NULL, open bigint NOT NULL, high bigint NOT NULL,
    low bigint NOT NULL, close bigint NOT NULL, trade_count bigint NOT NULL, volume numeric(39) NOT NULL,
    quote_volume numeric(39) NOT NULL, taker_buy_volume numeric(39) NOT NULL, taker_buy_quote_volume numeric(39) NOT NULL,
    PRIMARY KEY (symbol_id, interval, open_us)
) PARTITION BY RANGE (open_us);

CREATE TABLE bourse_history.order_list (
    order_list_id bigint NOT NULL, first_order_id bigint NOT NULL, second_order_id bigint NOT NULL, third_order_id bigint NOT NULL,
    time_us bigint NOT NULL, account_id int NOT NULL, symbol_id int NOT NULL, kind smallint NOT NULL,
    status_type smallint NOT NULL, order_status smallint NOT NULL, list_client_order_id text COLLATE "C" NOT NULL,
    first_client_order_id text NOT NULL, second_client_order_id text NOT NULL, third_client_order_id text NOT NULL,
    PRIMARY KEY (order_list_id, time_us)
) PARTITION BY RANGE (time_us);
CREATE INDEX order_list_account ON bourse_history.order_list (account_id, order_list_id);
CREATE INDEX order_list_client ON bourse_history.order_list (account_id, list_client_order_id, order_list_id);

CREATE TABLE bourse_history.prevented_match (
    prevented_match_id bigint NOT NULL, taker_order_id bigint NOT NULL, maker_order_id bigint NOT NULL, price bigint NOT NULL,
    taker_prevented_quantity bigint NOT NULL, maker_prevented_quantity bigint NOT NULL, time_us bigint NOT NULL,
    symbol_id int NOT NULL, taker_account_id int NOT NULL, maker_account_id int NOT NULL, trade_group_id int NOT NULL,
    taker_side smallint NOT NULL, mode smallint NOT NULL,
    PRIMARY KEY (symbol_id, prevented_match_id, time_us)
) PARTITION BY RANGE (time_us);
CREATE INDEX prevented_match_taker ON bourse_history.prevented_match (taker_order_id);
CREATE INDEX prevented_match_maker ON bourse_history.prevented_match (maker_order_id);

CREATE TABLE bourse_history.amendment (
    order_id bigint NOT NULL, execution_id bigint NOT NULL, quantity_before bigint NOT NULL, quantity bigint NOT NULL,
    time_us bigint NOT NULL, account_id int NOT NULL, symbol_id int NOT NULL, client_order_id_before text NOT NULL,
    client_order_id text NOT NULL,
    PRIMARY KEY (order_id, execution_id, time_us)
) PARTITION BY RANGE (time_us);

CREATE TABLE bourse_history.transfer (
    sequence bigint NOT NULL, amount bigint NOT NULL, reference bigint NOT NULL, time_us bigint NOT NULL, number int NOT NULL,
    account_id int NOT NULL, asset_id int NOT NULL, cause smallint NOT NULL,
    PRIMARY KEY (sequence, number, time_us)
) PARTITION BY RANGE (time_us);
CREATE INDEX transfer_account ON bourse_history.transfer (account_id, time_us);

CREATE VIEW bourse_history.ledger_entry (time_us, account_id, asset_id, symbol_id, cause, amount, reference) AS
    WITH t AS NOT MATERIALIZED (
        SELECT t.*, s.symbol_id, s.base_asset_id, s.quote_asset_id, t.trade_key & 1099511627775 AS trade_id
        FROM bourse_history.trade t JOIN bourse_history.symbol s ON s.symbol_id = t.trade_key >> 40)
    SELECT time_us, account_id, asset_id, 0, cause, amount, reference FROM bourse_history.transfer
    UNION ALL SELECT time_us, buyer_account_id, quote_asset_id, symbol_id, 2, -quote, trade_id FROM t
    UNION ALL SELECT time_us, buyer_account_id, base_asset_id, symbol_id, 2, quantity, trade_id FROM t
    UNION ALL SELECT time_us, buyer_account_id, base_asset_id, symbol_id, 3, -buyer_commission, trade_id FROM t
        WHERE buyer_commission <> 0
    UNION ALL SELECT time_us, seller_account_id, base_asset_id, symbol_id, 2, -quantity, trade_id FROM t
    UNION ALL SELECT time_us, seller_account_id, quote_asset_id, symbol_id, 2, quote, trade_id FROM t WHERE quote <> 0
    UNION ALL SELECT time_us, seller_account_id, quote_asset_id, symbol_id, 3, -seller_commission, trade_id FROM t
        WHERE seller_commission <> 0
    UNION ALL SELECT time_us, 1, base_asset_id, symbol_id, 3, buyer_commission, trade_id FROM t WHERE buyer_commission <> 0
    UNION ALL SELECT time_us, 1, quote_asset_id, symbol_id, 3, seller_commission, trade_id FROM t WHERE seller_commission <> 0;

-- Adds a month's partition to each table, named by the month (202611). With the owner's rights, so that the worker needs none to
-- change tables. Attaching lets readers and writers go on, where CREATE TABLE ... PARTITION OF would wait for them all.
CREATE FUNCTION bourse_history.add_month(p_month int, p_from_us bigint, p_to_us bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE parent text; part text;
BEGIN
    FOREACH parent IN ARRAY ARRAY['closed_order', 'trade', 'kline', 'order_list', 'prevented_match', 'amendment', 'transfer'] LOOP
        part := parent || '_' || p_month;
        CONTINUE WHEN to_regclass('bourse_history.' || part) IS NOT NULL;
        EXECUTE format('CREATE TABLE bourse_history.%I (LIKE bourse_history.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', part, parent);
        EXECUTE format('ALTER TABLE bourse_history.%I ATTACH PARTITION bourse_history.%I FOR VALUES FROM (%s) TO (%s)',
            parent, part, p_from_us, p_to_us);
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION bourse_history.add_month(int, bigint, bigint) FROM PUBLIC;
