using Bourse.Api.Auth;
using Bourse.Api.Catalog;
using Bourse.MarketData;
using Bourse.Replica;

namespace Bourse.Server.Hosting;

/// <summary>
/// All that is fed by the venue's events in a process, the same in every role: a node serves from it, a worker carries
/// it, so that the snapshots which the worker takes have every part that a node begins from.
/// </summary>
internal sealed class ReadModels(SecretBox secrets, IEventConsumer history)
{
    public ReferenceCatalog Catalog { get; } = new();
    public KeyDirectory Keys { get; } = new(secrets);
    public MarketDataModel MarketData { get; } = new();

    /// <summary>In the order in which they are told of an entry: the one place where a read model is added.</summary>
    public IReadOnlyList<IEventConsumer> All => [Catalog, Keys, MarketData, history];
}
