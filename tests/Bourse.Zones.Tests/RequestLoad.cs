using System.Collections.Concurrent;

namespace Bourse.Zones.Tests;

/// <summary>Clients that ask one after the other, all the time, and remember what failed.</summary>
internal sealed class RequestLoad : IAsyncDisposable
{
    private const int Clients = 4;
    private const int EnoughRequests = 200;

    private readonly Uri _url;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task[] _clients;

    private long _answered;

    public RequestLoad(string url)
    {
        _url = new Uri(url);
        _clients = [.. Enumerable.Range(0, Clients).Select(_ => Task.Run(RunAsync))];
    }

    public ConcurrentQueue<string> Failures { get; } = new();

    /// <summary>Returns when so many more requests were answered that every node must have had some.</summary>
    public async Task GoOnAsync()
    {
        long until = Interlocked.Read(ref _answered) + EnoughRequests;
        while (Interlocked.Read(ref _answered) < until) await Task.Delay(10, TestFleet.Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_clients);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        using var http = new HttpClient();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using HttpResponseMessage answer = await http.GetAsync(_url, _stop.Token);
                if (!answer.IsSuccessStatusCode) Failures.Enqueue($"{(int)answer.StatusCode}");
                Interlocked.Increment(ref _answered);
            }
            catch (HttpRequestException e)
            {
                Failures.Enqueue(e.ToString());
                Interlocked.Increment(ref _answered);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // The test is over.
            }
        }
    }
}
