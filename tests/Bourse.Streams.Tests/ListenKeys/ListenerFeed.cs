using System.Buffers;
using Bourse.MarketData;
using Bourse.Replica;
using Bourse.Streams.Market;
using Bourse.Streams.UserData;
using Bourse.Venue;
using Bourse.Venue.Events;

namespace Bourse.Streams.Tests.ListenKeys;

/// <summary>Feeds market streams and user data of a node as one.</summary>
internal sealed class ListenerFeed(
    MarketDataModel model, MarketStreams market, UserDataStreams userData) : IEventConsumer
{
    private readonly IEventConsumer[] _all = [model, market, userData];

    public string Name => "listeners";

    public long DurableSequence => long.MaxValue;

    public void OnEntry(in Entry entry, EventBuffer events, VenueView view)
    {
        foreach (IEventConsumer consumer in _all) consumer.OnEntry(in entry, events, view);
    }

    /// <summary>Nothing: the nodes of these tests begin with their log.</summary>
    public void Save(IBufferWriter<byte> output)
    {
    }

    public void Load(ReadOnlySpan<byte> state, VenueView view)
    {
        Assert.True(state.IsEmpty);
        foreach (IEventConsumer consumer in _all) consumer.Load(state, view);
    }
}
