using System.Net;
using Bourse.Zones.Status;

namespace Bourse.Zones;

/// <summary>Asks a part whether it is ready.</summary>
internal static class PartProbe
{
    private const int LogLines = 30;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);

    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = AnswerWithin,
    };

    /// <summary>Returns when the part is ready.</summary>
    /// <exception cref="FleetException">It ended, or patience did; the message has the end of its log.</exception>
    public static async Task WaitAsync(Part part, TimeSpan patience, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(patience);
        string answer = "no answer";
        try
        {
            while (true)
            {
                (bool isReady, answer) = await AskAsync(part.Definition.Probe, deadline.Token).ConfigureAwait(false);
                if (isReady) return;
                if (part.State == PartState.Gone && part.Definition.PidFile is null) throw Failed(part, "ended");
                await Task.Delay(Interval, deadline.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Failed(part, $"was not ready after {patience.TotalSeconds:0} s ({answer})");
        }
    }

    /// <summary>One question: whether it is ready, and in a word why not.</summary>
    public static async Task<(bool IsReady, string Answer)> AskAsync(Uri probe, CancellationToken cancellation)
    {
        try
        {
            if (probe.Scheme == "redis")
            {
                string pong = await RedisClient.AskAsync(probe, "PING", AnswerWithin, cancellation)
                    .ConfigureAwait(false);
                return (pong == "PONG", pong);
            }
            using HttpResponseMessage response = await Http.GetAsync(probe, cancellation).ConfigureAwait(false);
            return (response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or System.Net.Sockets.SocketException)
        {
            return (false, e.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (false, "no answer in time");
        }
    }

    private static FleetException Failed(Part part, string what) => new(
        $"{part.Name} {what}. The end of {part.Definition.LogFile}:\n{part.LogTail(LogLines)}");
}
