using System.IO.Hashing;

namespace Bourse.Log.Memory;

/// <summary>A snapshot's own copy with its checksum.</summary>
internal sealed class StoredSnapshot
{
    private readonly byte[] _chain;
    private readonly byte[] _state;
    private readonly ulong _checksum;

    public StoredSnapshot(LogSnapshot snapshot)
    {
        Sequence = snapshot.Sequence;
        _chain = snapshot.Chain.ToArray();
        _state = snapshot.State.ToArray();
        _checksum = Checksum();
    }

    public long Sequence { get; }

    public bool IsDamaged => Checksum() != _checksum;

    public LogSnapshot Copy() => new(Sequence, _chain.ToArray(), _state.ToArray());

    public void Flip()
    {
        byte[] where = _state.Length > 0 ? _state : _chain;
        where[where.Length / 2] ^= 1;
    }

    private ulong Checksum() => XxHash3.HashToUInt64(_chain) ^ (XxHash3.HashToUInt64(_state) * 31);
}
