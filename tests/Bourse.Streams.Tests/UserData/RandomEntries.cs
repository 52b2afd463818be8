using System.Buffers;
using Bourse.Twin.Load;
using Bourse.Twin.Slow;
using Bourse.Venue;
using Bourse.Venue.Commands;

namespace Bourse.Streams.Tests.UserData;

/// <summary>
/// A seeded load with every command of the venue in it: orders of all types, lists, amendments, cancels, timers,
/// deposits, what operators do. The slow twin is what aims it.
/// </summary>
internal sealed class RandomEntries(ulong seed)
{
    private readonly Dice _dice = new(seed);
    private readonly SlowVenue _twin = new();
    private readonly ArrayBufferWriter<byte> _payload = new();
    private CommandMaker? _maker;
    private long _nowUs = 1_700_000_000_000_000;

    public Dice Dice => _dice;

    /// <summary>
    /// The next entry: first the one that sets the venue up, then one to four commands, now and then a tombstone.
    /// </summary>
    public Entry Next()
    {
        Entry entry;
        do entry = new Entry(_twin.State.Sequence + 1, _nowUs += _dice.Below(400_000), NextPayload());
        while (HasUnknownUpgrade(entry.Payload));
        _twin.Apply(in entry);
        return entry;
    }

    public IEnumerable<Entry> Take(int count) => Enumerable.Range(0, count).Select(_ => Next());

    private byte[] NextPayload()
    {
        _payload.ResetWrittenCount();
        CommandWriter.Begin(_payload);
        if (_maker is null)
        {
            _maker = new CommandMaker(_dice, _twin.State);
            foreach (object command in World.Setup()) CommandWriter.WriteOperator(_payload, command);
            return _payload.WrittenSpan.ToArray();
        }
        if (_dice.Permille(10)) return [];
        for (int left = _dice.Between(1, 4); left > 0; left--) _maker.Write(_payload);
        return _payload.WrittenSpan.ToArray();
    }

    /// <summary>A version that the code does not know stops a node.</summary>
    private static bool HasUnknownUpgrade(ReadOnlyMemory<byte> payload)
    {
        var reader = new CommandReader(payload.Span);
        while (reader.Read())
        {
            if (OperatorCodec.TryRead(reader.Type, reader.Body) is Upgrade upgrade
                && upgrade.ProtocolVersion > StateMachine.ProtocolVersionMax)
                return true;
        }
        return false;
    }
}
