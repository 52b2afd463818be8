using System.Buffers;
using System.Collections.Concurrent;
using Bourse.Replica;
using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Events;

namespace Bourse.Api.Auth;

/// <summary>
/// API keys by what clients send as X-MBX-APIKEY. Fed by the log, so a key that is made, changed or revoked on one node
/// holds on every node; read without a lock.
/// </summary>
public sealed class KeyDirectory(SecretBox secrets) : IEventConsumer
{
    private readonly ConcurrentDictionary<string, Credential> _credentials = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, Credential> _byId = new();

    public string Name => "keys";

    /// <summary>It keeps nothing by itself: <see cref="Load"/> reads all from the venue.</summary>
    public long DurableSequence => long.MaxValue;

    /// <summary>What stands for a key on the old way to user data.</summary>
    public ListenKeys ListenKeys { get; } = new(secrets);

    /// <summary>Null when there is no such key, or this node has not heard of it yet.</summary>
    public Credential? Find(int keyId) => _byId.GetValueOrDefault(keyId);

    /// <summary>Null when there is no such key.</summary>
    public Credential? Find(string apiKey) => _credentials.GetValueOrDefault(apiKey);

    public void OnEntry(in Entry entry, EventBuffer events, VenueView view)
    {
        foreach (ref readonly ReferenceEvent change in events.References)
        {
            if (change.Kind == ReferenceKind.Key) Take(view, change.Id);
        }
    }

    public void Save(IBufferWriter<byte> output)
    {
    }

    public void Load(ReadOnlySpan<byte> state, VenueView view)
    {
        _credentials.Clear();
        _byId.Clear();
        for (int id = 1; id <= view.KeyCount; id++) Take(view, id);
    }

    private void Take(VenueView view, int keyId)
    {
        KeySpec? key = view.Key(keyId);
        Invariant.Check(key is not null);
        _credentials[key.ApiKey] = _byId[keyId] = new Credential(key, secrets);
    }
}
