using Bourse.Bench.Http;

namespace Bourse.Bench.Tests.Http;

public sealed class OpenLoopTests
{
    private const int Rate = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    [Theory]
    [InlineData(1, 12)]
    [InlineData(3, 30)]
    public void AConnectionCarriesOneRequestAtATime(int connections, int count)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The load generator needs epoll.");
        using var server = new OneAtATimeServer(Pause);
        using var loop = new OpenLoop(server.EndPoint, connections);

        LoadRun run = loop.Run(Requests(count), Rate);

        Assert.Equal((count, count, 0), (run.Sent, run.Answered, run.Refused));
        Assert.Equal((connections, 0), (server.Connections, server.Pipelined));
    }

    [Fact]
    public void ARequestThatWaitsForAConnectionCountsFromWhenItWasMeantToBeSent()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The load generator needs epoll.");
        const int Count = 10;
        using var server = new OneAtATimeServer(Pause);
        using var loop = new OpenLoop(server.EndPoint, connections: 1);

        LoadRun run = loop.Run(Requests(Count), Rate);

        // The last was meant to go out 9 ms after the first, and ten pauses of 20 ms come one after the other.
        double leastMs = (Count * Pause.TotalMilliseconds) - (1000.0 * Count / Rate);
        Assert.True(run.PercentileMs(100) > 0.9 * leastMs, $"{run.PercentileMs(100)} ms");
    }

    private static List<byte[]> Requests(int count) => [.. Enumerable.Repeat(OneAtATimeServer.Request, count)];
}
