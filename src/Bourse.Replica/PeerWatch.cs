using System.Collections.Immutable;
using Bourse.Venue.Commands;

namespace Bourse.Replica;

/// <summary>
/// Hears what the other nodes attest and compares it with what this one made of the same entries. Told on the apply
/// thread, asked from anywhere.
/// </summary>
internal sealed class PeerWatch(long node, TimeSpan interval)
{
    /// <summary>A node that has not told for so many intervals is gone.</summary>
    private const int IntervalsKept = 3;

    private ImmutableArray<Peer> _peers = [];

    /// <summary>The nodes that have told lately, this one not among them, by id.</summary>
    public IReadOnlyList<Peer> Peers => _peers;

    /// <summary>Whether it stops the node to differ from most: not while a start replays what was told in the past.</summary>
    public bool IsJudging { get; set; }

    /// <summary>An attestation stands in the log.</summary>
    /// <param name="atUs">The log's time, microseconds.</param>
    /// <exception cref="StateDivergedException">
    /// At least as many others as agree, this node among those, made something else of the log.
    /// </exception>
    public void Hear(Attest told, ulong? own, long atUs)
    {
        if (told.Node == node) return;
        long gone = atUs - ((long)interval.TotalMicroseconds * IntervalsKept);
        bool? agrees = own is null ? null : own == told.Digest;
        var peer = new Peer(told.Node, told.Sequence, agrees, told.ProtocolVersionMax, atUs);
        _peers = [.. _peers.Where(other => other.Node != told.Node && other.AtUs > gone).Append(peer).OrderBy(other => other.Node)];
        if (IsJudging && agrees == false) Judge(peer, told.Digest, own!.Value);
    }

    private void Judge(Peer peer, ulong theirs, ulong own)
    {
        int differ = _peers.Count(other => other.Agrees == false);
        int agree = 1 + _peers.Count(other => other.Agrees == true);
        if (differ < agree) return;
        throw new StateDivergedException(
            $"This node made something else of the log than {differ} of {_peers.Length} others: at entry {peer.Sequence} its digest "
            + $"is {own:x16}, that of node {peer.Node:x16} {theirs:x16}. It takes itself out of service. Start it again: it "
            + "then builds its state anew from the newest snapshot and the log. If it stops so again, the snapshot or the program "
            + "is wrong: 'bourse verify' finds a snapshot that no replay gives, and all nodes must run programs that know the "
            + "same behaviour.");
    }
}
