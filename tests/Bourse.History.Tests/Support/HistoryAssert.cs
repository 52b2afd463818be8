using System.Runtime.InteropServices;
using Bourse.History.Records;
using Bourse.History.Storage;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.History.Tests.Support;

/// <summary>Compares a history with what it must hold, row by row and field by field.</summary>
internal static class HistoryAssert
{
    public static async Task HoldsAsync(SlowHistory expected, HistoryUnderTest history)
    {
        await history.Queries.WaitForAsync(expected.Sequence);
        await HoldsAsync(expected, history.Store.Reader);
    }

    public static async Task HoldsAsync(SlowHistory expected, IHistoryReader reader)
    {
        Assert.Equal(new HistoryCheckpoint(expected.Sequence, expected.TimeUs), await reader.CheckpointAsync());
        HistoryCounts counts = await reader.CountsAsync();
        Assert.Equal(expected.Orders.Count, counts.ClosedOrders);
        Assert.Equal(expected.Trades.Count, counts.Symbols.Sum(symbol => symbol.Trades));
        foreach (OrderFields order in expected.Orders)
            Same(order, (await reader.OrderAsync(order.OrderId))!.Value);
        foreach (IGrouping<int, TradeRecord> symbol in expected.Trades.GroupBy(record => record.Trade.SymbolId))
            Same([.. symbol], await reader.TradesAsync(symbol.Key, RowRange.From(0, int.MaxValue)));
        await ListsHoldAsync(expected, counts, reader);
        await AmendmentsHoldAsync(expected, reader);
        foreach (PreventedMatchEvent match in expected.PreventedMatches)
            Same(match, (await reader.PreventedMatchAsync(match.SymbolId, match.PreventedMatchId))!.Value);
        Same(expected.Transfers, await reader.TransfersAsync(0, -1, int.MaxValue));
        Assert.All(counts.Klines, klines =>
            Assert.Equal(expected.Trades.Count(t => t.Trade.SymbolId == klines.SymbolId), klines.Trades));
    }

    /// <summary>Equal in every field. Equal bytes are a short cut: padding may differ.</summary>
    public static void Same<T>(T expected, T actual)
        where T : unmanaged
    {
        if (!Bytes(in expected).SequenceEqual(Bytes(in actual))) Assert.Equal(Fields(expected), Fields(actual));
    }

    public static void Same<T>(IReadOnlyList<T> expected, IReadOnlyList<T> actual)
        where T : unmanaged
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++) Same(expected[i], actual[i]);
    }

    private static async Task ListsHoldAsync(SlowHistory expected, HistoryCounts counts, IHistoryReader reader)
    {
        Assert.Equal(expected.Lists.Count, counts.ClosedLists);
        foreach (OrderListFields list in expected.Lists)
            Same(list, (await reader.OrderListAsync(list.OrderListId))!.Value);
    }

    private static async Task AmendmentsHoldAsync(SlowHistory expected, IHistoryReader reader)
    {
        foreach (IGrouping<long, AmendmentRecord> order in expected.Amendments.GroupBy(one => one.OrderId))
            Same([.. order], await reader.AmendmentsAsync(order.Key, RowRange.From(0, int.MaxValue)));
    }

    private static ReadOnlySpan<byte> Bytes<T>(in T value)
        where T : unmanaged =>
        MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in value, 1));

    private static Dictionary<string, string?> Fields<T>(T value)
        where T : unmanaged
    {
        object boxed = value;
        var fields = new Dictionary<string, string?>();
        foreach (System.Reflection.FieldInfo field in typeof(T).GetFields())
            fields[field.Name] = field.GetValue(boxed) switch
            {
                TradeEvent trade => string.Join(',', Fields(trade).Values),
                object one => one.ToString(),
                null => null,
            };
        return fields;
    }
}
