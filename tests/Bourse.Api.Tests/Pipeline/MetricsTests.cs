using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Bourse.Api.Tests.Hosting;

namespace Bourse.Api.Tests.Pipeline;

/// <summary>operations.md, "Signals": answers by status and code, and how long they took.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task Answers_are_counted_by_status_and_code_and_timed()
    {
        var counted = new ConcurrentBag<(string Name, string Tags)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "Bourse.Api") self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
            counted.Add((instrument.Name, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")))));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) =>
            counted.Add((instrument.Name, value is > 0 and < 60 ? "timed" : "wrong")));
        listener.Start();

        await using TestVenue venue = await TestVenue.StartAsync();
        (await venue.PlaceAsync(
            venue.Alice, "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.5&price=100")).Ok();
        await venue.SendAsync("GET", "/api/v3/account");
        // The next request on a connection is read when the one before is done with, instruments included.
        await venue.SendAsync("GET", "/api/v3/nothing");

        Assert.Contains(("bourse.http.order.duration", "timed"), counted);
        Assert.Contains(("bourse.http.query.duration", "timed"), counted);
        Assert.Contains(("bourse.http.responses", "status=200 code=0"), counted);
        Assert.Contains(("bourse.http.responses", "status=401 code=-2014"), counted);
    }
}
