using Bourse.Api.Auth;
using Bourse.Api.Catalog;
using Bourse.MarketData;
using Bourse.Replica;
using Bourse.Streams.Events;
using Bourse.Streams.Market;
using Bourse.Streams.UserData;

namespace Bourse.Server.Hosting;

/// <summary>
/// All that is fed by the venue's events in a process, the same in every role: a node serves from it, a worker carries
/// it, so that the snapshots which the worker takes have every part that a node begins from.
/// </summary>
internal sealed class ReadModels : IDisposable
{
    private readonly IEventConsumer _history;

    public ReadModels(SecretBox secrets, IEventConsumer history, StreamOptions streams, UserDataOptions userData)
    {
        _history = history;
        Keys = new KeyDirectory(secrets);
        Streams = new MarketStreams(MarketData, streams, TimeProvider.System);
        UserData = new UserDataStreams(Catalog, userData);
    }

    public ReferenceCatalog Catalog { get; } = new();
    public KeyDirectory Keys { get; }
    public MarketDataModel MarketData { get; } = new();
    public MarketStreams Streams { get; }
    public UserDataStreams UserData { get; }

    /// <summary>In the order in which they are told of an entry: the one place where a read model is added.</summary>
    public IReadOnlyList<IEventConsumer> All => [Catalog, Keys, MarketData, Streams, UserData, _history];

    public void Dispose()
    {
        Streams.Dispose();
        UserData.Dispose();
    }
}
