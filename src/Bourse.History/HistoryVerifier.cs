using Bourse.History.Records;
using Bourse.History.Storage;
using Bourse.Venue.Accounts;
using Bourse.Venue.Events;
using Bourse.Venue.Reference;

namespace Bourse.History;

/// <summary>
/// Compares a whole history with a state of the venue: nothing missing, nothing twice, and every balance the sum of its
/// postings. Reads every trade.
/// </summary>
public sealed class HistoryVerifier(IHistoryReader reader, VenueTotals venue)
{
    private const int PageSize = 10_000;

    private readonly List<string> _failures = [];
    private readonly Dictionary<(int AccountId, int AssetId), Int128> _balances = [];
    private readonly Dictionary<int, Int128> _deposits = [];

    /// <summary>What does not agree, a sentence each; empty when all does.</summary>
    public async Task<IReadOnlyList<string>> VerifyAsync()
    {
        HistoryCheckpoint checkpoint = await reader.CheckpointAsync().ConfigureAwait(false);
        if (checkpoint.Sequence != venue.Proof.Sequence)
            return
            [
                $"History stands at entry {checkpoint.Sequence}, the state at {venue.Proof.Sequence}: "
                    + "nothing to compare.",
            ];
        HistoryCounts counts = await reader.CountsAsync().ConfigureAwait(false);
        CheckOrders(counts);
        CheckTrades(counts);
        await AddTransfersAsync().ConfigureAwait(false);
        foreach (SymbolCounts symbol in counts.Symbols) await AddTradesAsync(symbol.SymbolId).ConfigureAwait(false);
        CheckDeposits();
        CheckBalances();
        return _failures;
    }

    private void CheckOrders(HistoryCounts counts)
    {
        long idMax = venue.OpenOrders.Select(order => order.OrderId).Append(counts.OrderIdMax).Max();
        long found = counts.ClosedOrders + venue.OpenOrders.Count;
        if (found != idMax)
            _failures.Add(
                $"Orders up to {idMax}, but {counts.ClosedOrders} closed and {venue.OpenOrders.Count} open: "
                + $"{idMax - found} missing.");
    }

    private void CheckTrades(HistoryCounts counts)
    {
        foreach (SymbolCounts symbol in counts.Symbols)
        {
            string name = venue.Symbols[symbol.SymbolId].Name;
            if (symbol.Trades != symbol.TradeIdMax)
                _failures.Add($"{name}: {symbol.Trades} trades, but ids up to {symbol.TradeIdMax}.");
            foreach (KlineCounts klines in counts.Klines)
                if (klines.SymbolId == symbol.SymbolId && klines.Trades != symbol.Trades)
                    _failures.Add(
                        $"{name}: {symbol.Trades} trades, but {klines.Trades} in klines of {klines.Interval}.");
        }
    }

    private async Task AddTransfersAsync()
    {
        (long sequence, int index) = (0, -1);
        while (true)
        {
            List<TransferRecord> page = await reader.TransfersAsync(sequence, index, PageSize).ConfigureAwait(false);
            if (page.Count == 0) return;
            foreach (TransferRecord transfer in page)
            {
                Post(transfer.AccountId, transfer.AssetId, transfer.Amount);
                _deposits[transfer.AssetId] = _deposits.GetValueOrDefault(transfer.AssetId) + transfer.Amount;
            }
            (sequence, index) = (page[^1].Sequence, page[^1].Index);
        }
    }

    private async Task AddTradesAsync(int symbolId)
    {
        long next = 0;
        while (true)
        {
            List<TradeRecord> page = await reader.TradesAsync(symbolId, RowRange.From(next, PageSize))
                .ConfigureAwait(false);
            if (page.Count == 0) return;
            foreach (TradeRecord record in page) Post(record.Trade);
            next = page[^1].Trade.TradeId + 1;
        }
    }

    private void Post(in TradeEvent trade)
    {
        SymbolSpec symbol = venue.Symbols[trade.SymbolId];
        Post(trade.BuyerAccountId, symbol.QuoteAssetId, -trade.Quote);
        Post(trade.BuyerAccountId, symbol.BaseAssetId, trade.Quantity - trade.BuyerCommission);
        Post(trade.SellerAccountId, symbol.BaseAssetId, -trade.Quantity);
        Post(trade.SellerAccountId, symbol.QuoteAssetId, trade.Quote - trade.SellerCommission);
        Post(AccountSpec.FeeAccountId, symbol.BaseAssetId, trade.BuyerCommission);
        Post(AccountSpec.FeeAccountId, symbol.QuoteAssetId, trade.SellerCommission);
    }

    private void Post(int accountId, int assetId, Int128 amount) =>
        _balances[(accountId, assetId)] = _balances.GetValueOrDefault((accountId, assetId)) + amount;

    private void CheckDeposits()
    {
        foreach (AssetTotal total in venue.Proof.Totals)
        {
            Int128 net = _deposits.GetValueOrDefault(total.AssetId);
            if (net != total.NetDeposits)
                _failures.Add(
                    $"Asset {total.AssetId}: deposits less withdrawals are {net} here, "
                        + $"{total.NetDeposits} in the state.");
        }
    }

    private void CheckBalances()
    {
        foreach ((int AccountId, int AssetId) key in _balances.Keys.Union(venue.Balances.Keys).Order())
        {
            Int128 posted = _balances.GetValueOrDefault(key), held = venue.Balances.GetValueOrDefault(key);
            if (posted != held)
                _failures.Add(
                    $"Account {key.AccountId}, asset {key.AssetId}: postings sum to {posted}, the balance is {held}.");
        }
    }
}
