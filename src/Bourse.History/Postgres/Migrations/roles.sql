-- The rights in history of the roles that the log's migration makes.
REVOKE ALL ON ALL TABLES IN SCHEMA bourse_history FROM PUBLIC;
GRANT USAGE ON SCHEMA bourse_history TO bourse_node, bourse_worker, bourse_migrator, bourse_backup, bourse_monitor;
GRANT CREATE ON SCHEMA bourse_history TO bourse_migrator;

-- Nodes ask; the worker adds rows, and changes only what is not a row of its own: how far it is, names, the newest klines.
GRANT SELECT ON ALL TABLES IN SCHEMA bourse_history TO bourse_node, bourse_worker;
GRANT INSERT ON bourse_history.closed_order, bourse_history.trade, bourse_history.kline, bourse_history.order_list,
    bourse_history.prevented_match, bourse_history.amendment, bourse_history.transfer, bourse_history.asset,
    bourse_history.symbol TO bourse_worker;
GRANT UPDATE ON bourse_history.checkpoint, bourse_history.kline, bourse_history.asset, bourse_history.symbol TO bourse_worker;
GRANT EXECUTE ON FUNCTION bourse_history.add_month(int, bigint, bigint) TO bourse_worker;

GRANT SELECT ON bourse_history.migration, bourse_history.checkpoint TO bourse_monitor;
