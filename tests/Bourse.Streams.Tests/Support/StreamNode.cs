using System.Buffers;
using System.Text;
using Bourse.Api.Http;
using Bourse.Log.Contract;
using Bourse.MarketData;
using Bourse.Streams.Events;
using Bourse.Streams.Market;
using Bourse.Venue;

namespace Bourse.Streams.Tests.Support;

/// <summary>What a node derives from a venue's entries: market data and streams, without a replica or a socket.</summary>
internal sealed class StreamNode : IDisposable
{
    private readonly StreamOptions _options;
    private readonly Dictionary<string, List<string>> _collected = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _read = new(StringComparer.Ordinal);

    public StreamNode(StreamOptions? options = null)
    {
        _options = options ?? new StreamOptions
        {
            Window = TimeSpan.FromDays(400),
            StreamBytesMax = int.MaxValue,
            BytesMax = long.MaxValue,
        };
        Market = new MarketDataModel();
        Streams = new MarketStreams(Market, _options, new ManualTime());
        Load([], [], new StateMachine().View);
    }

    public MarketDataModel Market { get; private set; }

    public MarketStreams Streams { get; private set; }

    public void Take(StreamVenue venue)
    {
        Market.OnEntry(venue.Entry, venue.Events, venue.Machine.View);
        Streams.OnEntry(venue.Entry, venue.Events, venue.Machine.View);
    }

    /// <summary>Goes on from a snapshot of itself, as a node does after a restart; what was collected stays.</summary>
    public void Restart(StreamVenue venue, IEnumerable<string> names)
    {
        foreach (string name in names) Events(name);
        var market = new ArrayBufferWriter<byte>();
        var streams = new ArrayBufferWriter<byte>();
        Market.Save(market);
        Streams.Save(streams);
        Streams.Dispose();
        Market = new MarketDataModel();
        Streams = new MarketStreams(Market, _options, new ManualTime());
        _read.Clear();
        Load(market.WrittenSpan, streams.WrittenSpan, venue.Machine.View);
    }

    /// <summary>All events of a stream so far, as clients get them.</summary>
    public IReadOnlyList<string> Events(string name)
    {
        if (!_collected.TryGetValue(name, out List<string>? events)) _collected.Add(name, events = []);
        EventStream? stream = Streams.Find(name);
        Assert.True(stream is not null, name);
        using var pen = new JsonPen();
        for (long number = _read.GetValueOrDefault(name); number < stream.Next; number++)
        {
            pen.Clear();
            stream.Copy(number)(pen);
            events.Add(Encoding.UTF8.GetString(pen.Written.Span));
        }
        _read[name] = stream.Next;
        return events;
    }

    public void Dispose() => Streams.Dispose();

    private void Load(ReadOnlySpan<byte> market, ReadOnlySpan<byte> streams, VenueView view)
    {
        Market.Load(market, view);
        Streams.Load(streams, view);
    }
}
