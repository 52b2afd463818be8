using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Bourse.Api.Http;

/// <summary>
/// The public API's instruments, under the meter "Bourse.Api". They cost next to nothing while nobody listens.
/// </summary>
internal sealed class ApiMetrics
{
    /// <summary>One meter for the process: it lives as long as the process does.</summary>
    private static readonly Meter Meter = new("Bourse.Api");

    /// <summary>The usual default buckets begin at 5 ms, far above what a request takes.</summary>
    private static readonly InstrumentAdvice<double> DurationBuckets = new()
    {
        HistogramBucketBoundaries =
            [
                50e-6, 100e-6, 200e-6, 500e-6, 1e-3, 2e-3, 5e-3, 10e-3, 25e-3, 50e-3, 100e-3, 250e-3, 500e-3, 1, 2.5, 5,
                10,
            ],
    };

    private readonly Histogram<double> _orderDuration = Meter.CreateHistogram(
        "bourse.http.order.duration", "s", "From an order call's headers to its answer.", null, DurationBuckets);

    private readonly Histogram<double> _queryDuration = Meter.CreateHistogram(
        "bourse.http.query.duration", "s", "The same for all other calls.", null, DurationBuckets);

    private readonly Counter<long> _responses = Meter.CreateCounter<long>(
        "bourse.http.responses", "{response}", "Answers by HTTP status and the API's code, 0 for none.");

    public void Answered(ApiRequest request)
    {
        Histogram<double> duration = request.Endpoint.IsCommand ? _orderDuration : _queryDuration;
        if (duration.Enabled) duration.Record(Stopwatch.GetElapsedTime(request.StartedAt).TotalSeconds);
        if (!_responses.Enabled) return;
        ApiError? error = request.Parameters.Error;
        _responses.Add(
            1,
            new KeyValuePair<string, object?>("status", error?.Status ?? request.StatusCode),
            new KeyValuePair<string, object?>("code", error?.Code ?? 0));
    }
}
