using Bourse.Venue.Events;

namespace Bourse.Replica;

/// <summary>
/// How a command of this node ended, with copies of its events. Of a trading command they are those of the account that sent it;
/// what others are told is theirs. Dispose it, once, to give its arrays back; nothing of it may be touched after that.
/// </summary>
public sealed class CommandResult : IDisposable
{
    private readonly Pool<CommandResult>? _pool;
    private CopiedEvents<ExecutionReport> _reports;
    private CopiedEvents<ListEvent> _lists;
    private CopiedEvents<PreventedMatchEvent> _preventedMatches;
    private Outcome _outcome;

    internal CommandResult(Pool<CommandResult>? pool) => _pool = pool;

    /// <summary>The entry that it stood in.</summary>
    public long Sequence { get; private set; }

    public ref readonly Outcome Outcome => ref _outcome;

    public ReadOnlySpan<ExecutionReport> Reports => _reports.Items;

    public ReadOnlySpan<ListEvent> Lists => _lists.Items;

    public ReadOnlySpan<PreventedMatchEvent> PreventedMatches => _preventedMatches.Items;

    public void Dispose()
    {
        _reports.Clear();
        _lists.Clear();
        _preventedMatches.Clear();
        _pool?.Return(this);
    }

    /// <summary>Copies an outcome and its events; with account 0 those of every account.</summary>
    internal void Fill(long sequence, in Outcome outcome, EventBuffer events, int accountId)
    {
        Sequence = sequence;
        _outcome = outcome;
        foreach (EventRef place in events.Order.Slice(outcome.FirstEvent, outcome.EventCount))
        {
            switch (place.Kind)
            {
                case EventKind.Report: Add(in events.Reports[place.Index], accountId); break;
                case EventKind.List: Add(in events.Lists[place.Index], accountId); break;
                case EventKind.PreventedMatch: Add(in events.PreventedMatches[place.Index], accountId); break;
            }
        }
    }

    private void Add(in ExecutionReport report, int accountId)
    {
        if (accountId == 0 || report.Order.AccountId == accountId) _reports.Add(in report);
    }

    private void Add(in ListEvent list, int accountId)
    {
        if (accountId == 0 || list.List.AccountId == accountId) _lists.Add(in list);
    }

    private void Add(in PreventedMatchEvent match, int accountId)
    {
        if (accountId == 0 || match.TakerAccountId == accountId || match.MakerAccountId == accountId)
            _preventedMatches.Add(in match);
    }
}
