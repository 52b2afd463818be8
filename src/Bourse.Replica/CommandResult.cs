using Bourse.Venue.Events;

namespace Bourse.Replica;

/// <summary>How a command of this node ended, with copies of its events. Dispose it to give its arrays back.</summary>
public sealed class CommandResult : IDisposable
{
    /// <summary>The entry that it stood in.</summary>
    public long Sequence { get; internal set; }

    public Outcome Outcome { get; internal set; }

    public ReadOnlySpan<ExecutionReport> Reports => throw new NotSupportedException();

    public ReadOnlySpan<ListEvent> Lists => throw new NotSupportedException();

    public ReadOnlySpan<PreventedMatchEvent> PreventedMatches => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
