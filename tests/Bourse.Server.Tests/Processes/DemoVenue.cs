namespace Bourse.Server.Tests.Processes;

/// <summary>One venue with the demo seed for all tests of a class.</summary>
public sealed class DemoVenue : IAsyncLifetime
{
    private readonly TemporaryFolder _parent = new();

    internal VenueProcess Process { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Process = await VenueProcess.StartAsync(_parent.File("data"));

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _parent.Dispose();
    }
}
