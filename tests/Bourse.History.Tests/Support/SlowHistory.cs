using Bourse.History.Records;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.History.Tests.Support;

/// <summary>What a history must hold, as plain lists in the order in which things happened.</summary>
internal sealed class SlowHistory
{
    public long Sequence { get; set; }

    public long TimeUs { get; set; }

    public List<OrderFields> Orders { get; } = [];

    public List<TradeRecord> Trades { get; } = [];

    public List<AmendmentRecord> Amendments { get; } = [];

    public List<OrderListFields> Lists { get; } = [];

    public List<PreventedMatchEvent> PreventedMatches { get; } = [];

    public List<TransferRecord> Transfers { get; } = [];

    /// <summary>The first or the last of what fits, ascending.</summary>
    public static List<T> Page<T>(IEnumerable<T> fitting, Func<T, long> id, int limit, bool newest)
    {
        List<T> all = [.. fitting.OrderBy(id)];
        return newest ? [.. all.TakeLast(limit)] : [.. all.Take(limit)];
    }
}
