namespace Bourse.Server.Hosting;

/// <summary>Leaves signals alone: the node has two web hosts and stops them itself, in order.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
