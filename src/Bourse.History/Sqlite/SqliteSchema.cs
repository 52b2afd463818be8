namespace Bourse.History.Sqlite;

/// <summary>
/// The tables. Amounts are units of 1e-8, times microseconds since the Unix epoch, enums the numbers of the venue's.
/// </summary>
/// <remarks>
/// What a row costs when it is written decides the layout, for the venue is faster than a disk: orders are written when
/// they close and never changed; trades are written once, and postings are a view of them; a trade's key is its symbol
/// and number in one (`symbol_id &lt;&lt; 40 | trade_id`), so that the index of an account's trades is in the order of
/// symbol and number too; client order ids are looked up by hash in runs of 65,536 orders, so that random ids touch the
/// few pages of the newest run instead of a page each all over the index.
/// </remarks>
internal static class SqliteSchema
{
    public const int Version = 1;

    /// <summary>Orders whose ids are equal above this many bits stand in one run of the index of client ids.</summary>
    public const int RunBits = 16;

    public const string Create =
        """
        CREATE TABLE checkpoint(
          id INTEGER PRIMARY KEY CHECK(id = 1), sequence INTEGER NOT NULL, time_us INTEGER NOT NULL);
        INSERT INTO checkpoint VALUES(1, 0, 0);

        CREATE TABLE asset(asset_id INTEGER PRIMARY KEY, name TEXT NOT NULL);
        CREATE TABLE symbol(symbol_id INTEGER PRIMARY KEY, name TEXT NOT NULL,
          base_asset_id INTEGER NOT NULL, quote_asset_id INTEGER NOT NULL);

        CREATE TABLE closed_order(
          order_id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL, symbol_id INTEGER NOT NULL,
          key_id INTEGER NOT NULL,
          order_list_id INTEGER NOT NULL, side INTEGER NOT NULL, type INTEGER NOT NULL, time_in_force INTEGER NOT NULL,
          self_trade_prevention INTEGER NOT NULL, status INTEGER NOT NULL, expiry_reason INTEGER NOT NULL,
          is_working INTEGER NOT NULL, amend_count INTEGER NOT NULL, price INTEGER NOT NULL, quantity INTEGER NOT NULL,
          executed_quantity INTEGER NOT NULL, cumulative_quote INTEGER NOT NULL, quote_order_quantity INTEGER NOT NULL,
          stop_price INTEGER NOT NULL, iceberg_quantity INTEGER NOT NULL, prevented_quantity INTEGER NOT NULL,
          prevented_match_id INTEGER NOT NULL, trailing_delta INTEGER NOT NULL, trailing_time_us INTEGER NOT NULL,
          strategy_type INTEGER NOT NULL, time_us INTEGER NOT NULL, update_time_us INTEGER NOT NULL,
          working_time_us INTEGER NOT NULL, client_hash INTEGER NOT NULL, client_order_id TEXT NOT NULL,
          strategy_id INTEGER);
        CREATE INDEX closed_order_account ON closed_order(account_id, symbol_id, order_id);
        CREATE INDEX closed_order_client ON closed_order(order_id >> 16, account_id, client_hash);

        CREATE TABLE trade(
          trade_key INTEGER PRIMARY KEY, aggregate_trade_id INTEGER NOT NULL, price INTEGER NOT NULL,
          quantity INTEGER NOT NULL,
          quote INTEGER NOT NULL, buyer_order_id INTEGER NOT NULL, seller_order_id INTEGER NOT NULL,
          buyer_account_id INTEGER NOT NULL, seller_account_id INTEGER NOT NULL, buyer_commission INTEGER NOT NULL,
          seller_commission INTEGER NOT NULL, time_us INTEGER NOT NULL, buyer_is_maker INTEGER NOT NULL,
          buyer_order_list_id INTEGER NOT NULL, seller_order_list_id INTEGER NOT NULL);
        CREATE INDEX trade_buyer ON trade(buyer_account_id, trade_key);
        CREATE INDEX trade_seller ON trade(seller_account_id, trade_key);
        CREATE INDEX trade_buyer_order ON trade(buyer_order_id, trade_key);
        CREATE INDEX trade_seller_order ON trade(seller_order_id, trade_key);

        CREATE TABLE kline(
          symbol_id INTEGER NOT NULL, interval INTEGER NOT NULL, open_us INTEGER NOT NULL, open INTEGER NOT NULL,
          high INTEGER NOT NULL, low INTEGER NOT NULL, close INTEGER NOT NULL, trade_count INTEGER NOT NULL,
          volume, quote_volume, taker_buy_volume, taker_buy_quote_volume,
          PRIMARY KEY(symbol_id, interval, open_us)) WITHOUT ROWID;

        CREATE TABLE order_list(
          order_list_id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL, symbol_id INTEGER NOT NULL,
          kind INTEGER NOT NULL,
          status_type INTEGER NOT NULL, order_status INTEGER NOT NULL, time_us INTEGER NOT NULL,
          first_order_id INTEGER NOT NULL, second_order_id INTEGER NOT NULL, third_order_id INTEGER NOT NULL,
          list_client_order_id TEXT NOT NULL, first_client_order_id TEXT NOT NULL, second_client_order_id TEXT NOT NULL,
          third_client_order_id TEXT NOT NULL);
        CREATE INDEX order_list_account ON order_list(account_id, order_list_id);
        CREATE INDEX order_list_client ON order_list(account_id, list_client_order_id, order_list_id);

        CREATE TABLE prevented_match(
          symbol_id INTEGER NOT NULL, prevented_match_id INTEGER NOT NULL, taker_order_id INTEGER NOT NULL,
          maker_order_id INTEGER NOT NULL, taker_account_id INTEGER NOT NULL, maker_account_id INTEGER NOT NULL,
          trade_group_id INTEGER NOT NULL, taker_side INTEGER NOT NULL, mode INTEGER NOT NULL, price INTEGER NOT NULL,
          taker_prevented_quantity INTEGER NOT NULL, maker_prevented_quantity INTEGER NOT NULL,
          time_us INTEGER NOT NULL,
          PRIMARY KEY(symbol_id, prevented_match_id)) WITHOUT ROWID;
        CREATE INDEX prevented_match_taker ON prevented_match(taker_order_id);
        CREATE INDEX prevented_match_maker ON prevented_match(maker_order_id);

        CREATE TABLE amendment(
          order_id INTEGER NOT NULL, execution_id INTEGER NOT NULL, account_id INTEGER NOT NULL,
          symbol_id INTEGER NOT NULL,
          quantity_before INTEGER NOT NULL, quantity INTEGER NOT NULL, time_us INTEGER NOT NULL,
          client_order_id_before TEXT NOT NULL, client_order_id TEXT NOT NULL,
          PRIMARY KEY(order_id, execution_id)) WITHOUT ROWID;

        CREATE TABLE transfer(
          sequence INTEGER NOT NULL, number INTEGER NOT NULL, account_id INTEGER NOT NULL, asset_id INTEGER NOT NULL,
          cause INTEGER NOT NULL, amount INTEGER NOT NULL, reference INTEGER NOT NULL, time_us INTEGER NOT NULL,
          PRIMARY KEY(sequence, number)) WITHOUT ROWID;
        CREATE INDEX transfer_account ON transfer(account_id, time_us);

        CREATE VIEW ledger_entry(time_us, account_id, asset_id, symbol_id, cause, amount, reference) AS
          SELECT time_us, account_id, asset_id, 0, cause, amount, reference FROM transfer
          UNION ALL SELECT t.time_us, buyer_account_id, quote_asset_id, symbol_id, 2, -quote, trade_key & 0xFFFFFFFFFF
            FROM trade t JOIN symbol s ON symbol_id = trade_key >> 40
          UNION ALL SELECT t.time_us, buyer_account_id, base_asset_id, symbol_id, 2, quantity, trade_key & 0xFFFFFFFFFF
            FROM trade t JOIN symbol s ON symbol_id = trade_key >> 40
          UNION ALL SELECT t.time_us, buyer_account_id, base_asset_id, symbol_id, 3, -buyer_commission,
            trade_key & 0xFFFFFFFFFF
            FROM trade t JOIN symbol s ON symbol_id = trade_key >> 40 WHERE buyer_commission <> 0
          UNION ALL SELECT t.time_us, seller_account_id, base_asset_id, symbol_id, 2, -quantity,
            trade_key & 0xFFFFFFFFFF
            FROM trade t JOIN symbol s ON symbol_id = trade_key >> 40
          UNION ALL SELECT t.time_us, seller_account_id, quote_asset_id, symbol_id, 2, quote, trade_key & 0xFFFFFFFFFF
            FROM trade t JOIN symbol s ON symbol_id = trade_key >> 40 WHERE quote <> 0
          UNION ALL SELECT t.time_us, seller_account_id, quote_asset_id, symbol_id, 3, -seller_commission,
            trade_key & 0xFFFFFFFFFF
            FROM trade t JOIN symbol s ON symbol_id = trade_key >> 40 WHERE seller_commission <> 0
          UNION ALL SELECT t.time_us, 1, base_asset_id, symbol_id, 3, buyer_commission, trade_key & 0xFFFFFFFFFF
            FROM trade t JOIN symbol s ON symbol_id = trade_key >> 40 WHERE buyer_commission <> 0
          UNION ALL SELECT t.time_us, 1, quote_asset_id, symbol_id, 3, seller_commission, trade_key & 0xFFFFFFFFFF
            FROM trade t JOIN symbol s ON symbol_id = trade_key >> 40 WHERE seller_commission <> 0;

        PRAGMA user_version = 1;
        """;
}
