using Bourse.Log;
using Bourse.Log.Memory;
using Bourse.Venue;
using Bourse.Venue.Events;

namespace Bourse.Api.Tests.Fuzzing;

/// <summary>
/// Shows that what is refused changes nothing: of two machines that follow the log one applies every entry, the other
/// takes an entry whose commands were all refused as if it were empty. Their states must be equal always.
/// </summary>
internal sealed class StateWitness(MemoryLog log) : IAsyncDisposable
{
    private readonly ILogReader _reader = log.OpenReader(0);
    private readonly StateMachine _full = new(), _sparing = new();
    private readonly EventBuffer _events = new();

    public long Sequence => _full.Sequence;

    /// <summary>How many entries were refused, and how many were not.</summary>
    public (long Refused, long Done) Entries { get; private set; }

    /// <summary>Applies what the log has; fails when a refused entry changed the state.</summary>
    public void Follow(string what)
    {
        while (_reader.TryRead(out LogEntry logged))
        {
            Entry entry = logged.ToEntry();
            _full.Apply(in entry, _events);
            bool isRefused = _events.Outcomes.Length > 0;
            foreach (ref readonly Outcome outcome in _events.Outcomes) isRefused &= IsRefused(in outcome);
            _sparing.Apply(isRefused ? entry with { Payload = default } : entry, _events);
            Entries = isRefused ? (Entries.Refused + 1, Entries.Done) : (Entries.Refused, Entries.Done + 1);
            if (isRefused) Assert.True(_full.StateHash() == _sparing.StateHash(), $"A refusal changed the state: {what}");
        }
    }

    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    private static bool IsRefused(in Outcome outcome) => outcome.Reason != RejectReason.None
        && !(outcome.CancelAttempted && outcome.CancelReason == RejectReason.None);
}
