using System.Numerics;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;

namespace Bourse.Replica;

/// <summary>
/// Folds what the venue made of every entry, one after the other, into 64 bits: nodes whose states have come apart in
/// anything that a client could notice have other digests from that entry on. Far cheaper than the hash of the whole
/// state, which walks it. No protection against an attacker.
/// </summary>
internal sealed class EventDigest
{
    /// <summary>How many entries back a digest can be asked for; a power of two.</summary>
    public const int Kept = 1 << 15;

    private const ulong Odd = 0x9E3779B97F4A7C15;

    private readonly ulong[] _values = new ulong[Kept];
    private readonly long _begun;
    private ulong _value;

    /// <param name="sequence">The entry that the state stands at.</param>
    /// <param name="value">The digest there; 0 before the first entry.</param>
    public EventDigest(long sequence, ulong value)
    {
        (_begun, Sequence, _value) = (sequence, sequence, value);
        _values[Slot(sequence)] = value;
    }

    /// <summary>The last entry folded.</summary>
    public long Sequence { get; private set; }

    /// <summary>The digest there.</summary>
    public ulong Value => _value;

    /// <summary>The digest at an entry; null when it is too far back, or was before this node began, or is yet to come.</summary>
    public ulong? At(long sequence) =>
        sequence >= _begun && sequence <= Sequence && sequence > Sequence - Kept ? _values[Slot(sequence)] : null;

    /// <summary>Folds the next entry.</summary>
    public void Add(long sequence, EventBuffer events)
    {
        Mix(sequence);
        foreach (ref readonly Outcome outcome in events.Outcomes)
        {
            // Of an attestation the older of two programs knows nothing, and nothing follows from one.
            if (outcome.Command == CommandType.Attest) continue;
            Mix(((long)outcome.Command << 32) | (long)outcome.Reason);
            Mix(outcome.Id);
        }
        foreach (ref readonly ExecutionReport report in events.Reports)
        {
            Mix(report.Order.OrderId);
            Mix(((long)report.Order.Status << 32) | (long)report.ExecutionType);
            Mix(report.Order.ExecutedQuantity);
        }
        foreach (ref readonly BalanceEvent balance in events.Balances)
        {
            Mix(((long)balance.AccountId << 32) | (uint)balance.AssetId);
            Mix(balance.Free);
            Mix(balance.Locked);
        }
        foreach (ref readonly LevelEvent level in events.Levels)
        {
            Mix(level.UpdateId);
            Mix(level.Price);
            Mix(level.Quantity);
        }
        Sequence = sequence;
        _values[Slot(sequence)] = _value;
    }

    private static int Slot(long sequence) => (int)(sequence & (Kept - 1));

    private void Mix(long word) => _value = BitOperations.RotateLeft(_value ^ (ulong)word, 27) * Odd;
}
