using Bourse.Replica;

namespace Bourse.Simulation;

/// <summary>What nodes had at a sequence number: the first to be there says what all others must have.</summary>
internal sealed class EntryWitness(Verdict verdict)
{
    private readonly Dictionary<long, ulong> _digests = [];
    private readonly Dictionary<long, StateFingerprint> _fingerprints = [];

    public IReadOnlyDictionary<long, ulong> Digests => _digests;

    public IReadOnlyDictionary<long, StateFingerprint> Fingerprints => _fingerprints;

    public void Observe(long sequence, ulong digest)
    {
        if (!_digests.TryAdd(sequence, digest) && _digests[sequence] != digest)
            verdict.Fail($"Two nodes had different events at entry {sequence}.");
    }

    public void Observe(StateFingerprint state)
    {
        if (!_fingerprints.TryAdd(state.Sequence, state) && _fingerprints[state.Sequence] != state)
            verdict.Fail($"Two nodes differ at entry {state.Sequence}: {state} and {_fingerprints[state.Sequence]}.");
    }
}
