using Bourse.Twin.Slow;
using Bourse.Venue;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.Twin.Load;

/// <summary>Counts what a load made happen, so that a load that stops reaching something is noticed.</summary>
public sealed class Coverage
{
    /// <summary>What the rules know and no random command can reach, or the venue never says.</summary>
    private static readonly HashSet<Enum> Unreachable =
    [
        RejectReason.ProtocolVersionTooOld, RejectReason.AccountActionDisabled, RejectReason.ClientOrderIdMismatch,
        RejectReason.TooMany, ExecutionType.Rejected, ExpiryReason.ExchangeCanceled,
        ExpiryReason.ExecutionRulePriceRangeExceeded, ListStatusType.Response, OrderStatus.Rejected,
    ];

    private readonly Dictionary<Enum, long> _counts = [];

    public void Add(Journal journal)
    {
        foreach (Outcome outcome in journal.Outcomes)
        {
            Count(outcome.Reason);
            if (Enum.IsDefined(outcome.Command)) Count(outcome.Command);
        }
        foreach (object each in journal.Events) Add(each);
    }

    public void Add(Coverage other)
    {
        foreach ((Enum value, long count) in other._counts) Count(value, count);
    }

    /// <summary>How often something happened.</summary>
    public long Of(Enum value) => _counts.GetValueOrDefault(value);

    /// <summary>What should have happened and did not.</summary>
    public IReadOnlyList<string> Missing() =>
    [
        .. new[]
        {
            Values<RejectReason>(), Values<ExecutionType>(), Values<ExpiryReason>(), Values<ListStatusType>(),
            Values<OrderStatus>(), Values<CommandType>(), Values<BalanceCause>(), Values<ReferenceKind>(),
        }
        .SelectMany(values => values)
        .Where(value => !Unreachable.Contains(value) && Of(value) == 0)
        .Where(value => value is not ReferenceKind.ProtocolVersion)
        .Select(value => $"{value.GetType().Name}.{value}"),
    ];

    public override string ToString() => string.Join("\n", _counts
        .OrderBy(pair => pair.Key.GetType().Name, StringComparer.Ordinal).ThenBy(pair => Convert.ToInt64(pair.Key, null))
        .Select(pair => $"{pair.Value,12:N0}  {pair.Key.GetType().Name}.{pair.Key}"));

    private void Add(object each)
    {
        switch (each)
        {
            case ExecutionReport report:
                Count(report.ExecutionType);
                Count(report.Order.Status);
                if (report.ExecutionType == ExecutionType.Expired) Count(report.Order.ExpiryReason);
                else Count(ExpiryReason.None);
                break;
            case BalanceEvent balance: Count(balance.Cause); break;
            case ListEvent list: Count(list.StatusType); break;
            case PreventedMatchEvent prevented: Count(prevented.Mode); break;
            case ReferenceEvent reference: Count(reference.Kind); break;
            default: break;
        }
    }

    private static IEnumerable<Enum> Values<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().Cast<Enum>();

    private void Count(Enum value, long count = 1) => _counts[value] = _counts.GetValueOrDefault(value) + count;
}
